/** The viewer page: connects the server's streams with the reader's settings. */

import * as settings from './settings.js';
import { applyDisplay, offer, onChange } from './controls.js';
import { inLanguage, nameOf } from './language.js';
import { login, streams, Unauthorized } from './server.js';
import { Pane } from './pane.js';
import { Sound } from './sound.js';
import { Voice } from './voice.js';

const LOOK_AGAIN = 3000;
const ANNOUNCED = 3;
const BURST = 300;

const byId = (id) => document.getElementById(id);
const voice = new Voice(say);
const sound = new Sound(byId('sound'), say);
const panes = [];
let known = [];
let cut = false;
let timer;
let final = [];

applyDisplay();
onChange(changed);
byId('listen').addEventListener('click', listen);
byId('sound').addEventListener('click', () => sound.toggle(settings.get('stream')));
byId('share').addEventListener('click', share);
byId('login').addEventListener('submit', submitToken);
document.addEventListener('click', ({ target }) => closeMenus(target));
document.addEventListener('keydown', ({ key }) => key === 'Escape' && leaveMenu());
addEventListener('online', () => look());
// A page kept in the browser's back/forward cache must close its connections: they are few.
addEventListener('pagehide', () => panes.forEach((pane) => pane.pause()));
addEventListener('pageshow', ({ persisted }) => persisted && panes.forEach((pane) => pane.reconnect()));
look();

/** Polls the server for its streams. */
async function look() {
  clearTimeout(timer);
  try {
    const answer = await streams();
    known = answer.streams;
    sound.offer(answer.sound);
    byId('login').hidden = true;
    if (cut) {
      panes.forEach((pane) => pane.reconnect()); // Their connections may be dead undetected.
    }
    cut = false;
    show();
  } catch (failure) {
    if (failure instanceof Unauthorized) {
      return askForToken();
    }
    cut = true;
    panes.forEach((pane) => pane.connected(false));
    if (panes.length === 0) {
      notice('Cannot reach the server', 'This page keeps trying.');
    }
  }
  timer = setTimeout(look, LOOK_AGAIN);
}

/** The reader has changed a setting. */
function changed(name) {
  show();
  if (name === 'stream') {
    sound.stop();
  }
  if (voice.on && (name === 'lang' || name === 'stream')) {
    voice.quiet();
    voice.check(settings.get('lang'), nameOf(settings.get('lang')));
  }
}

/** Shows the selected captions, as far as the server has them. */
function show() {
  const chosen = offer(known);
  const stream = settings.get('stream');
  const languages = [settings.get('lang'), settings.get('lang2')].filter((tag) => tag !== '');
  if (chosen) {
    byId('empty').hidden = true;
    showPanes(chosen, languages);
  } else if (panes.length > 0) {
    showPanes(undefined, languages);
  } else if (stream === '') {
    notice('No broadcast yet', 'Captions appear here as soon as someone speaks.');
  } else {
    notice(`“${stream}” has not begun`, 'Captions appear here as soon as someone speaks.');
  }
  document.title = [stream, ...languages.slice(0, 1).map(nameOf), 'Surtitle']
    .filter((part) => part !== '').join(' · ');
}

function showPanes(chosen, languages) {
  panes.splice(languages.length).forEach((pane) => pane.remove());
  while (panes.length < languages.length) {
    const first = panes.length === 0;
    panes.push(new Pane(byId('panes'), (caption) => first && heard(caption), say));
  }
  languages.forEach((language, i) => {
    const listed = chosen?.languages.includes(language) ? chosen : undefined;
    panes[i].show(settings.get('stream'), language, settings.get('mode'), listed);
    panes[i].refresh();
  });
}

function notice(title, text) {
  byId('empty-title').textContent = title;
  byId('empty-text').textContent = text;
  byId('empty').hidden = false;
}

/** For screen readers: final captions; of several at once, such as history, only the last. */
function heard(caption) {
  if (final.push(caption) === 1) {
    setTimeout(() => {
      const last = final.length > ANNOUNCED ? final.slice(-1) : final;
      final = [];
      last.forEach(announce);
    }, BURST);
  }
}

function announce({ text, language }) {
  if (voice.on) {
    return voice.speak(text, language);
  }
  const line = document.createElement('p');
  inLanguage(line, language);
  line.textContent = text;
  byId('announcer').append(line);
  while (byId('announcer').childElementCount > ANNOUNCED) {
    byId('announcer').firstChild.remove();
  }
}

function listen() {
  const language = settings.get('lang');
  if (voice.on) {
    voice.stop();
  } else if (voice.start(language, nameOf(language))) {
    say(`Speaking ${nameOf(language)}.`);
  }
  byId('listen').setAttribute('aria-pressed', voice.on);
}

async function share() {
  const link = new URL(settings.link(), location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    say('The link is copied.');
  } catch {
    say('The link is in the address bar.');
  }
}

function askForToken() {
  panes.splice(0).forEach((pane) => pane.remove());
  byId('empty').hidden = true;
  byId('login').hidden = false;
  byId('token').focus();
}

async function submitToken(event) {
  event.preventDefault();
  const token = byId('token');
  try {
    await login(token.value);
    token.value = '';
    refuse('');
    await look();
    byId('captions').focus();
  } catch (failure) {
    refuse(failure instanceof Unauthorized
      ? 'That is not the token.' : 'The server does not answer. Please try again.');
  }
}

function refuse(why) {
  byId('login-error').textContent = why;
  byId('token').setAttribute('aria-invalid', why !== '');
}

/** Shows a message for a while. */
function say(text) {
  const message = byId('message');
  message.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (message.textContent = ''), 5000);
}

function closeMenus(target) {
  for (const menu of document.querySelectorAll('details[open]')) {
    menu.open = menu.contains(target);
  }
}

function leaveMenu() {
  const menu = document.querySelector('details[open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
}
