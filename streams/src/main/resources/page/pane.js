/** One language on the page: its feed, its transcript, and its buttons. */

import { Feed } from './feed.js';
import { inLanguage, nameOf } from './language.js';
import { Transcript } from './transcript.js';

const STATES = {
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  ended: 'Off air',
  absent: 'Not there yet',
};

export class Pane {
  #section;
  #transcript;
  #feed;
  #stream = '';
  #language = '';
  #mode = '';
  #listed;
  #connected;
  #heard;

  /** @param heard called with each caption that became final
   * @param say shows a message to the reader
   */
  constructor(parent, heard, say) {
    const template = document.getElementById('pane');
    this.#section = template.content.cloneNode(true).querySelector('section');
    parent.append(this.#section);
    this.#transcript = new Transcript(this.#section);
    this.#heard = heard;
    this.#find('.copy').addEventListener('click', () => this.#copy(say));
    this.#find('.txt').addEventListener('click', () => this.#save());
  }

  /** Shows a language of a stream; continues if it is the same as before.
   * @param listed the server's entry for the stream, undefined if it does not have this language
   */
  show(stream, language, mode, listed) {
    if (stream !== this.#stream || language !== this.#language || mode !== this.#mode) {
      this.#close();
      this.#transcript.clear();
      this.#name(stream, language, mode);
    }
    this.#listed = listed;
    if (listed && !this.#feed) {
      this.#feed = new Feed(stream, language, mode, this);
    }
    this.#sayState();
  }

  remove() {
    this.#close();
    this.#section.remove();
  }

  /** Replaces the feed's connection, which may be dead. */
  reconnect() {
    this.#feed?.restart();
  }

  pause() {
    this.#feed?.close();
  }

  refresh() {
    this.#transcript.refresh();
  }

  caption(caption) {
    this.#sayQuality(caption);
    if (this.#transcript.show(caption) && caption.status === 'final') {
      this.#heard(caption);
    }
  }

  gap() {
    this.#transcript.gap();
  }

  /** Clears the captions: the topic was recreated, so ids now mean something else. */
  anew() {
    this.#transcript.clear();
  }

  connected(yes) {
    this.#connected = yes;
    this.#sayState();
  }

  #close() {
    this.#feed?.close();
    this.#feed = undefined;
    this.#connected = undefined;
  }

  #name(stream, language, mode) {
    this.#stream = stream;
    this.#language = language;
    this.#mode = mode;
    this.#sayQuality();
    const name = nameOf(language);
    this.#find('h2').textContent = name;
    inLanguage(this.#find('h2'), language);
    inLanguage(this.#find('.transcript'), language);
    this.#section.setAttribute('aria-label', `Captions, ${name}`);
    this.#find('.scroller').setAttribute('aria-label', `Transcript, ${name}`);
    this.#find('.copy').setAttribute('aria-label', `Copy the transcript, ${name}`);
    this.#find('summary').setAttribute('aria-label', `Save the transcript, ${name}`);
    for (const format of ['vtt', 'srt']) {
      this.#find(`.${format}`).href =
        `captions/${encodeURIComponent(stream)}/${encodeURIComponent(language)}.${format}`;
    }
  }

  #sayState() {
    const state = this.#state();
    const element = this.#find('.state');
    if (element.dataset.state !== state) {
      element.dataset.state = state;
      element.textContent = STATES[state];
    }
  }

  /** Labels a language whose measured quality is low, which its captions say. */
  #sayQuality({ preview, chrf } = {}) {
    const label = this.#find('.preview');
    label.hidden = preview !== true;
    const measured = Number.isFinite(chrf) ? `: chrF ${chrf.toFixed(1)} of 100` : ' is low';
    label.title = `Preview, many captions are wrong. Measured quality${measured}.`;
    label.querySelector('span').textContent = `. ${label.title}`;
  }

  #state() {
    if (this.#connected === false) {
      return 'reconnecting';
    }
    if (!this.#listed) {
      return 'absent';
    }
    if (this.#connected === undefined) {
      return 'connecting';
    }
    return this.#listed.live ? 'live' : 'ended';
  }

  async #copy(say) {
    try {
      await navigator.clipboard.writeText(this.#transcript.text());
      say('The transcript is copied.');
    } catch {
      getSelection().selectAllChildren(this.#find('.transcript'));
      say('The transcript is selected: copy it with Ctrl+C or ⌘C.');
    }
  }

  #save() {
    const url = URL.createObjectURL(new Blob([`${this.#transcript.text()}\n`], { type: 'text/plain' }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = `${this.#stream}.${this.#language}.txt`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  #find(selector) {
    return this.#section.querySelector(selector);
  }
}
