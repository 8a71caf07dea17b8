/** Plays the sound of the stream, live, if the reader wants to hear it. */

export class Sound {
  #button;
  #say;
  #player = new Audio();

  /**
   * @param button hidden while there is nothing to hear
   * @param say shows a message to the reader
   */
  constructor(button, say) {
    this.#button = button;
    this.#say = say;
    this.#player.addEventListener('playing', () => say('Playing the sound of the broadcast.'));
    this.#player.addEventListener('ended', () => this.stop());
    this.#player.addEventListener('error', () => this.#fail());
  }

  /** Shows the button if streams may have sound. */
  offer(yes) {
    this.#button.hidden = !yes;
  }

  toggle(stream) {
    if (this.#pressed) {
      this.stop();
      return;
    }
    this.#pressed = true;
    // Without the time a browser would play what it has kept.
    this.#player.src = `sound/${encodeURIComponent(stream)}.wav?t=${Date.now()}`;
    this.#player.play().catch(() => this.#fail());
  }

  stop() {
    this.#pressed = false;
    this.#player.removeAttribute('src');
    this.#player.load(); // closes the connection
  }

  get #pressed() {
    return this.#button.getAttribute('aria-pressed') === 'true';
  }

  set #pressed(yes) {
    this.#button.setAttribute('aria-pressed', yes);
  }

  /** Stopping is reported as an error too. */
  #fail() {
    if (this.#pressed) {
      this.stop();
      this.#say('This broadcast has no sound at present.');
    }
  }
}
