/**
 * Captions, one paragraph each, the newest last. It follows the newest unless the reader has
 * scrolled up. Text is never interpreted as HTML.
 */

import { isolated } from './isolate.js';

const MOST = 2000;
const AT_END = 40;

export class Transcript {
  #scroller;
  #list;
  #jump;
  #shown = new Map();
  #following = true;
  #top = 0;
  #drawing = false;

  constructor(pane) {
    this.#scroller = pane.querySelector('.scroller');
    this.#list = pane.querySelector('.transcript');
    this.#jump = pane.querySelector('.jump');
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#jump.addEventListener('click', () => this.#toLive());
    new ResizeObserver(() => this.#follow()).observe(this.#scroller);
  }

  /** Shows a revision of a caption, unless it is already shown or older than the shown one. */
  show(caption) {
    const last = this.#shown.get(caption.id);
    if (last && caption.revision <= last.revision) {
      return false;
    }
    const paragraph = last?.paragraph ?? this.#paragraph(caption);
    said(paragraph).textContent = caption.source ?? '';
    grow(paragraph, last?.text ?? '', caption, isolated(caption.text, this.#list.dir));
    this.#shown.set(caption.id, { paragraph, revision: caption.revision, text: caption.text });
    this.#follow();
    return true;
  }

  /** Marks where captions are missing. */
  gap() {
    const mark = document.createElement('p');
    mark.className = 'gap';
    mark.lang = 'en';
    mark.dir = 'ltr';
    mark.textContent = 'Some captions are missing here.';
    this.#list.append(mark);
    this.#follow();
  }

  /** Final captions and the open one, a line each. */
  text() {
    const lines = [...this.#shown.values()].map(({ text }) => text);
    return lines.filter((line) => line !== '').join('\n');
  }

  /** Scrolls to the newest caption, for example after the text size has changed. */
  refresh() {
    this.#follow();
  }

  clear() {
    this.#shown.clear();
    this.#list.replaceChildren();
    this.#setFollowing(true);
  }

  #paragraph(caption) {
    const paragraph = document.createElement('p');
    paragraph.dataset.id = caption.id;
    this.#list.append(source(), paragraph);
    if (this.#shown.size >= MOST) {
      const [oldest, { paragraph: first }] = this.#shown.entries().next().value;
      this.#shown.delete(oldest);
      while (this.#list.firstChild !== first) {
        this.#list.firstChild.remove(); // What was said, or the mark of missing captions.
      }
      first.remove();
    }
    return paragraph;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (scrollHeight - scrollTop - clientHeight <= AT_END) {
      this.#setFollowing(true);
    } else if (scrollTop < this.#top) {
      this.#setFollowing(false); // Only the reader ever scrolls up.
    }
    this.#top = scrollTop;
  }

  #setFollowing(following) {
    this.#following = following;
    this.#jump.hidden = following;
  }

  #toLive() {
    this.#scroller.focus({ preventScroll: true });
    this.#setFollowing(true);
    this.#follow();
  }

  /** At most once a frame, however many captions arrived. */
  #follow() {
    if (!this.#following || this.#drawing) {
      return;
    }
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (this.#following) {
        this.#scrollToEnd();
      }
    });
  }

  /** Scrolls smoothly over a line or two, and jumps over more. */
  #scrollToEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const near = scrollHeight - scrollTop - clientHeight < clientHeight / 2;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#scroller.scrollTo({ top: scrollHeight, behavior: near && !still ? 'smooth' : 'instant' });
  }
}

/** Adds the new text as a separate element, which may fade in, unless names are isolated in it. */
function grow(paragraph, before, { text, status }, shown) {
  if (status === 'final' || shown !== text || !text.startsWith(before)) {
    paragraph.textContent = shown;
  } else if (text !== before) {
    const piece = document.createElement('span');
    piece.textContent = text.slice(before.length);
    paragraph.append(piece);
  }
  paragraph.className = `caption ${status}`;
}

/** An empty place for what was said, before the paragraph of its caption. */
function source() {
  const element = document.createElement('p');
  element.className = 'source';
  element.lang = '';
  element.dir = 'auto';
  return element;
}

/** The place for what was said in a paragraph's caption. */
function said(paragraph) {
  return paragraph.previousElementSibling;
}
