/** Requests to the server: its streams, and the login. */

const PATIENCE = 8000;

/** The server requires a token. */
export class Unauthorized extends Error {}

/**
 * The streams, sorted by name, as {stream, languages, live, lagMs, viewers}, and whether they may
 * have sound.
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
  return response.json();
}

/** Exchanges the token for a cookie. Throws Unauthorized if it is wrong. */
export async function login(token) {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new Unauthorized(); // A header cannot contain it.
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
