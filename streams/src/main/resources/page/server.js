/** What the server has, and whether we may see it. */

const PATIENCE = 8000;

/** The server wants a token. */
export class Unauthorized extends Error {}

/**
 * The streams, sorted by name: {stream, languages, live, lagMs, viewers}.
 *
 * @throws Unauthorized if a token is needed, another Error if there is no answer
 */
export async function streams() {
  const response = await fetch('streams', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
  if (response.status === 401) {
    throw new Unauthorized();
  }
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
  return (await response.json()).streams;
}

/** Shows the token; a cookie then stands for it. Throws Unauthorized if it is wrong. */
export async function login(token) {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Unauthorized(); // No header can carry it.
  }
  const response = await fetch('login', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (response.status === 401) {
    throw new Unauthorized();
  }
  if (!response.ok) {
    throw new Error(`status ${response.status}`);
  }
}
