/** The reader's settings: from the address first, so that a link shows what its sender saw; then
 * from the choices that this browser has stored; then the default.
 */

const STORE = 'surtitle';
const TAG = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** For each setting its default and a check of its values. */
const SETTINGS = {
  stream: { initial: '', allows: (v) => /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/.test(v) },
  lang: { initial: '', allows: (v) => TAG.test(v) },
  lang2: { initial: '', allows: (v) => TAG.test(v) },
  mode: { initial: 'live', allows: (v) => v === 'live' || v === 'steady' },
  theme: { initial: 'system', allows: (v) => /^(system|light|dark|contrast)$/.test(v) },
  source: { initial: 'hidden', allows: (v) => v === 'hidden' || v === 'shown' },
  size: { initial: '100', allows: (v) => /^\d+$/.test(v) && v >= 60 && v <= 300 },
};

/** Not stored: a stream is temporary, and the available languages depend on it. */
const LASTING = ['mode', 'theme', 'source', 'size'];

/** Whether to show only captions, on a transparent background, as an overlay on a picture. */
export const overlay = new URLSearchParams(location.search).has('overlay');

const remembered = recall();
const values = read(new URLSearchParams(location.search));

/** The value of a setting. */
export function get(name) {
  return values[name];
}

/** Changes a setting here and in the address; an empty value resets it. */
export function set(name, value) {
  const { initial, allows } = SETTINGS[name];
  values[name] = allows(value) ? value : initial;
  history.replaceState(null, '', link());
}

/** Stores a choice for the next visit. */
export function remember(name) {
  remembered[name] = values[name];
  try {
    localStorage.setItem(STORE, JSON.stringify(remembered));
  } catch {
    // The browser stores nothing; the address still has it.
  }
}

/** The choice stored on an earlier visit, or an empty string. */
export function last(name) {
  const value = remembered[name];
  return typeof value === 'string' && SETTINGS[name].allows(value) ? value : '';
}

/** The address of the current view. */
export function link() {
  const query = new URLSearchParams(
    Object.entries(values).filter(([name, value]) => value !== SETTINGS[name].initial),
  );
  if (overlay) {
    query.set('overlay', '');
  }
  return `${location.pathname}?${query}`;
}

function read(address) {
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { initial, allows }]) => {
      const said = address.get(name) ?? '';
      const kept = LASTING.includes(name) ? last(name) : '';
      return [name, allows(said) ? said : kept || initial];
    }),
  );
}

function recall() {
  try {
    return { ...JSON.parse(localStorage.getItem(STORE)) };
  } catch {
    return {}; // Not readable, or the browser stores nothing.
  }
}
