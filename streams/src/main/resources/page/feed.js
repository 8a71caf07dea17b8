/** The captions of one stream in one language as they arrive, over Server-Sent Events.
 *
 * If a connection breaks, the browser reconnects with the id of the last event. If it gives up
 * (the server answered with an error, or closed the stream), we reconnect, with growing delays.
 */

const HISTORY = 1000;
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 20000;

export class Feed {
  #address;
  #mode;
  #reader;
  #source;
  #timer;
  #attempts = 0;
  #last = '';

  /**
   * @param reader has caption(caption), gap(), anew() and connected(yes)
   */
  constructor(stream, language, mode, reader) {
    this.#address = `captions/${encodeURIComponent(stream)}/${encodeURIComponent(language)}`;
    this.#mode = mode;
    this.#reader = reader;
    this.#connect();
  }

  /** Replaces the connection, which may be dead, by a new one that continues where it was. */
  restart() {
    this.#attempts = 0;
    this.close();
    this.#connect();
  }

  close() {
    clearTimeout(this.#timer);
    this.#source.close();
  }

  #connect() {
    const query = new URLSearchParams({ mode: this.#mode, history: HISTORY });
    if (this.#last !== '') {
      query.set('lastEventId', this.#last);
    }
    const source = new EventSource(`${this.#address}?${query}`);
    this.#source = source;
    source.onopen = () => this.#reader.connected(true);
    source.onerror = () => {
      this.#reader.connected(false);
      if (source.readyState === EventSource.CLOSED) {
        this.#later();
      }
    };
    source.addEventListener('caption', (event) => this.#caption(event));
    source.addEventListener('gap', () => this.#reader.gap());
    source.addEventListener('anew', () => this.#reader.anew());
    source.addEventListener('end', () => {
      this.#reader.connected(false);
      this.#later();
    });
  }

  #caption(event) {
    this.#attempts = 0;
    this.#last = event.lastEventId;
    this.#reader.caption(JSON.parse(event.data));
  }

  /** A random delay, so that viewers do not all reconnect to a restarted server at once. */
  #later() {
    this.close();
    const wait = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** this.#attempts++);
    this.#timer = setTimeout(() => this.#connect(), wait * (0.5 + Math.random() / 2));
  }
}
