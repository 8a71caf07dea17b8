/** Languages by their BCP 47 tags: their names, their direction, and how they are found. */

const RIGHT_TO_LEFT = new Set([
  'Adlm', 'Arab', 'Aran', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa',
]);

/** The name of a language in that language, such as "Français"; the tag where it is unknown. */
export function nameOf(tag) {
  return nameIn(tag, tag);
}

/** The name of a language in the language of this page. */
export function nameHere(tag) {
  return nameIn(document.documentElement.lang, tag);
}

function nameIn(language, tag) {
  try {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(tag);
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
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

/** The tag among some that another tag means, by Lookup of RFC 4647 with CLDR's likely subtags:
 * pt-BR finds pt, and fil finds tl, but zh-TW does not find zh, which is in another script.
 */
export function lookup(asked, tags) {
  const equal = tags.find((tag) => tag.toLowerCase() === asked.toLowerCase());
  const script = complete(asked)?.script;
  for (let parts = asked.split('-'); !equal && script && parts.length > 0; parts.pop()) {
    const range = complete(parts.join('-'));
    const found = tags.find((tag) => range && complete(tag)?.baseName === range.baseName);
    if (found && range.script === script) {
      return found;
    }
  }
  return equal;
}

function complete(tag) {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return undefined; // Not a tag.
  }
}

/** The tags among some whose language a reader may mean by what they have typed so far: a tag, or
 * a part of the language's own name or of that in the language of this page, with or without
 * accents. Those come first whose tag or name begins with it. All if nothing was typed.
 */
export function matches(typed, tags) {
  const query = folded(typed);
  const meant = lookup(typed.trim().replaceAll('_', '-'), tags);
  const texts = (tag) => [tag, nameOf(tag), nameHere(tag)].map(folded);
  const begins = tags.filter((tag) => texts(tag).some((text) => text.startsWith(query)));
  const contains = tags.filter((tag) => texts(tag).slice(1).some((text) => text.includes(query)));
  return [...new Set([...(meant ? [meant] : []), ...begins, ...contains])];
}

/** Without accents, case and outer spaces. */
function folded(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').toLowerCase().trim();
}

/** The reader's preferred tag among some: the favourite, the browser's language, or the first. */
export function preferred(tags, favourite) {
  const primary = (tag) => tag.split('-')[0].toLowerCase();
  for (const liked of [favourite, ...navigator.languages]) {
    const found = lookup(liked, tags) ?? tags.find((tag) => primary(tag) === primary(liked));
    if (found) {
      return found;
    }
  }
  return tags[0] ?? '';
}
