/** The pickers and the display panel: settings to elements and back. */

import * as settings from './settings.js';
import { lookup, preferred } from './language.js';
import { LanguagePicker } from './picker.js';

const byId = (id) => document.getElementById(id);
const pickers = {
  lang: new LanguagePicker(byId('lang')),
  lang2: new LanguagePicker(byId('lang2'), 'None'),
};
let offered = [];

/** Applies the settings to the page. */
export function applyDisplay() {
  const { documentElement: root } = document;
  root.dataset.theme = settings.get('theme');
  root.dataset.source = settings.get('source');
  root.classList.toggle('overlay', settings.overlay);
  root.style.setProperty('--size', settings.get('size') / 100);
  byId('size').value = settings.get('size');
  byId('size-shown').textContent = `${settings.get('size')} %`;
  for (const name of ['mode', 'theme', 'source']) {
    document.querySelector(`input[name=${name}][value=${settings.get(name)}]`).checked = true;
  }
}

/** Calls back with the name of every setting that the reader changes. */
export function onChange(changed) {
  byId('stream').addEventListener('change', ({ target }) => choose('stream', target.value));
  for (const [name, picker] of Object.entries(pickers)) {
    picker.onChoice = (tag) => choose(name, tag);
  }
  for (const radio of document.querySelectorAll('input[type=radio]')) {
    radio.addEventListener('change', () => choose(radio.name, radio.value));
  }
  byId('size').addEventListener('input', ({ target }) => choose('size', target.value));

  function choose(name, value) {
    settings.set(name, value);
    settings.remember(name);
    if (name === 'stream') {
      forgetLanguages(value);
    }
    applyDisplay();
    changed(name);
  }
}

/** Keeps the languages when the stream changes, if the new stream has them. */
function forgetLanguages(stream) {
  const languages = offered.find((one) => one.stream === stream)?.languages ?? [];
  for (const name of ['lang', 'lang2']) {
    if (!languages.includes(settings.get(name))) {
      settings.set(name, '');
    }
  }
}

/** Lists the streams and the chosen stream's languages; makes a choice where there is none. */
export function offer(streams) {
  offered = streams;
  if (settings.get('stream') === '' && streams.length > 0) {
    settings.set('stream', (streams.find(({ live }) => live) ?? streams[0]).stream);
  }
  const chosen = streams.find(({ stream }) => stream === settings.get('stream'));
  const languages = chosen?.languages ?? [];
  for (const name of ['lang', 'lang2']) {
    settings.set(name, lookup(settings.get(name), languages) ?? settings.get(name));
  }
  if (settings.get('lang') === '') {
    settings.set('lang', preferred(languages, settings.last('lang')));
  }
  if (settings.get('lang2') === settings.get('lang')) {
    settings.set('lang2', '');
  }
  offerStreams(streams);
  pickers.lang.offer(languages, settings.get('lang'));
  const others = languages.filter((tag) => tag !== settings.get('lang'));
  pickers.lang2.offer(others, settings.get('lang2'));
  return chosen;
}

function offerStreams(streams) {
  const options = streams.map(
    ({ stream, live }) => new Option(live ? stream : `${stream} (off air)`, stream),
  );
  fill(byId('stream'), settings.get('stream'), options);
}

/** A choice that is not available yet stays listed. A list that is open is left unchanged. */
function fill(select, chosen, options) {
  if (chosen !== '' && !options.some(({ value }) => value === chosen)) {
    options.unshift(new Option(chosen, chosen));
  }
  const shown = [...select.options].map(({ value, text }) => `${value} ${text}`).join('\n');
  if (shown !== options.map(({ value, text }) => `${value} ${text}`).join('\n')) {
    select.replaceChildren(...options);
  }
  select.value = chosen;
  select.disabled = options.every(({ value }) => value === '');
}
