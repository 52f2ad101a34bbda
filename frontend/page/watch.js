// Follows reviews while they are read: server-sent events for the first few, because a browser opens only six connections to a
// server, and one list for all others and whenever a stream does not come through.

import { all, call } from './api.js'
import { settled } from './steps.js'

/** @typedef {import('./types.d.ts').Review} Review */

const mostStreams = 2
const every = 2000
const slowest = 15000

export class Watcher {
  /** @type {Map<string, EventSource | null>} null: polled */
  #watched = new Map()
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  #wait = every
  #list
  #seen
  #signal

  /**
   * @param {string} list  where all of them can be had at once, or a single one's address
   * @param {(r: Review) => void} seen
   * @param {AbortSignal} signal
   */
  constructor(list, seen, signal) {
    this.#list = list
    this.#seen = seen
    this.#signal = signal
    signal.addEventListener('abort', () => this.#stop())
  }

  /** @param {string} id */
  add(id) {
    if (this.#signal.aborted || this.#watched.has(id)) return
    this.#watched.set(id, null)
    this.#share()
  }

  /** Gives free streams to those that wait, and polls for the rest. */
  #share() {
    for (const [id, stream] of this.#watched) {
      if (stream === null && this.#streams() < mostStreams) this.#watched.set(id, this.#stream(id))
    }
    if (this.#timer === undefined && [...this.#watched.values()].includes(null)) this.#later()
  }

  #streams() {
    return [...this.#watched.values()].filter((s) => s !== null && s.readyState !== EventSource.CLOSED).length
  }

  /** @param {string} id */
  #stream(id) {
    const source = new EventSource(`/api/v1/events?review=${encodeURIComponent(id)}`)
    source.addEventListener('progress', (e) => this.#took(JSON.parse(e.data)))
    source.addEventListener('error', () => {
      // The browser tries again by itself; until it is through, and for good when it gives up, the list is asked.
      if (this.#timer === undefined && !this.#signal.aborted) this.#later()
    })
    return source
  }

  /** @param {Review} r */
  #took(r) {
    if (!this.#watched.has(r.id)) return
    this.#seen(r)
    if (!settled(r)) return
    this.#watched.get(r.id)?.close()
    this.#watched.delete(r.id)
    this.#share()
  }

  #later() {
    this.#timer = setTimeout(() => this.#poll(), this.#wait)
  }

  async #poll() {
    this.#timer = undefined
    if (this.#signal.aborted || !this.#lacking()) return
    try {
      const single = /^\/reviews\/[^/?]+$/.test(this.#list)
      /** @type {Review[]} */
      const found = single ? [await call(this.#list, { signal: this.#signal })] : await all(this.#list, this.#signal)
      this.#wait = every
      for (const r of found) this.#took(r)
    } catch {
      if (this.#signal.aborted) return
      this.#wait = Math.min(this.#wait * 2, slowest)
    }
    if (this.#timer === undefined && this.#lacking()) this.#later()
  }

  /** Some are followed by no stream that is open. */
  #lacking() {
    return [...this.#watched.values()].some((s) => s === null || s.readyState !== EventSource.OPEN)
  }

  #stop() {
    clearTimeout(this.#timer)
    for (const stream of this.#watched.values()) stream?.close()
    this.#watched.clear()
  }
}
