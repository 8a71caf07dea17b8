/** Reads final captions aloud with the browser's own voices, if the reader asks for it. */

const MOST_BEHIND = 3;

export class Voice {
  #say;
  #waiting = [];
  #speaking = false;
  on = false;

  /** @param say shows a message to the reader */
  constructor(say) {
    this.#say = say;
  }

  /** Begins to speak what comes from now on. Whether it can. */
  start(language, name) {
    if (!('speechSynthesis' in window)) {
      this.#say('This browser cannot speak.');
      return false;
    }
    this.on = true;
    speechSynthesis.speak(new SpeechSynthesisUtterance('')); // Some want to begin with a click.
    this.check(language, name);
    return true;
  }

  stop() {
    this.on = false;
    this.quiet();
  }

  /** Leaves out what was not yet said. */
  quiet() {
    this.#waiting = [];
    this.#speaking = false;
    window.speechSynthesis?.cancel();
  }

  /** Says so if there is no voice for a language. Some browsers need a moment to know. */
  check(language, name) {
    setTimeout(() => {
      if (this.on && !voiceFor(language)) {
        this.#say(`This browser has no voice for ${name}.`);
      }
    }, speechSynthesis.getVoices().length > 0 ? 0 : 1500);
  }

  /** Speaks a text after those before it. One that falls behind leaves out the oldest. */
  speak(text, language) {
    if (!this.on || text === '' || !voiceFor(language)) {
      return;
    }
    this.#waiting.push({ text, language });
    this.#waiting.splice(0, this.#waiting.length - MOST_BEHIND);
    this.#next();
  }

  #next() {
    if (this.#speaking || this.#waiting.length === 0) {
      return;
    }
    const { text, language } = this.#waiting.shift();
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.voice = voiceFor(language);
    utterance.onend = utterance.onerror = () => {
      this.#speaking = false;
      this.#next();
    };
    this.#speaking = true;
    speechSynthesis.speak(utterance);
  }
}

function voiceFor(language) {
  const primary = (tag) => tag.split(/[-_]/)[0].toLowerCase();
  const voices = speechSynthesis.getVoices();
  return voices.find((voice) => voice.lang.toLowerCase() === language.toLowerCase())
    ?? voices.find((voice) => primary(voice.lang) === primary(language));
}
