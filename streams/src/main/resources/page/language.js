/** Properties of a language by its BCP 47 tag: its own name, and its direction. */

const RIGHT_TO_LEFT = new Set([
  'Adlm', 'Arab', 'Aran', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa',
]);

/** The name of a language in that language, such as "Français"; the tag where it is unknown. */
export function nameOf(tag) {
  try {
    const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag);
    return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag;
  }
}

/** 'rtl' or 'ltr', from the language's usual script. */
export function directionOf(tag) {
  try {
    return RIGHT_TO_LEFT.has(new Intl.Locale(tag).maximize().script) ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
}

/** Marks an element's text as being in a language. */
export function inLanguage(element, tag) {
  element.lang = tag;
  element.dir = directionOf(tag);
}

/** The reader's preferred tag among some: the favourite, the browser's language, or the first. */
export function preferred(tags, favourite) {
  const primary = (tag) => tag.split('-')[0].toLowerCase();
  for (const liked of [favourite, ...navigator.languages]) {
    const found = tags.find((tag) => tag.toLowerCase() === liked.toLowerCase())
      ?? tags.find((tag) => primary(tag) === primary(liked));
    if (found) {
      return found;
    }
  }
  return tags[0] ?? '';
}
