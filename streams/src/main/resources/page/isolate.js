/**
 * Isolates words of the other direction, and in text from right to left also scores and other
 * compound numbers, so that they do not change the order of the words and punctuation around them.
 */

const RIGHT_SCRIPTS = ['Arabic', 'Hebrew', 'Syriac', 'Thaana', 'Nko']
  .map((name) => `\\p{Script=${name}}`).join('');
const RIGHT = `(?=[${RIGHT_SCRIPTS}])\\p{L}`;
const LEFT = `(?![${RIGHT_SCRIPTS}])\\p{L}`;
const WITHIN = "'’.&@_/:+#-";
const SIGN = '(?<![\\p{L}\\p{M}])[+\\-−#$€£¥]';
const NUMBER = `(?:${SIGN})?[0-9]+(?:[-–:.,/×'][0-9]+)+[%°€]?|${SIGN}[0-9]+%?|[0-9]+[%°€$]`;

/** Words with a letter of one direction, and none of the other, with a space between them. */
function words(letter) {
  const inner = `(?:${letter}|[\\p{M}\\p{Nd}${WITHIN}])*`;
  const last = `(?:${letter}|[\\p{M}\\p{Nd}])`;
  const word = `(?:(?=[\\p{Nd}${WITHIN}]*${letter})(?:${letter}|\\p{Nd})(?:${inner}${last})?)`;
  return `${word}(?:\\.? ${word})*`;
}

const IN_RIGHT_TO_LEFT = new RegExp(`${words(LEFT)}|${NUMBER}`, 'gu');
const IN_LEFT_TO_RIGHT = new RegExp(words(RIGHT), 'gu');

/** A text with isolates (U+2068, U+2069), given the direction of the paragraph. */
export function isolated(text, direction) {
  const other = direction === 'rtl' ? IN_RIGHT_TO_LEFT : IN_LEFT_TO_RIGHT;
  return text.replace(other, '\u2068$&\u2069');
}
