// Who is who: where the server names people by id, their names stand in a list that everybody who reads reviews may see.

import { all } from './api.js'

/** @typedef {import('./types.d.ts').PersonName} PersonName */

export class Names {
  #people

  /** @param {PersonName[]} people */
  constructor(people) {
    this.#people = new Map(people.map((p) => [p.id, p]))
  }

  /** @param {AbortSignal} signal */
  static async load(signal) {
    /** @type {PersonName[]} */
    const people = await all('/people/names', signal)
    return new Names(people)
  }

  /** @param {string} id */
  of(id) {
    return id === '' ? 'nobody' : (this.#people.get(id)?.name ?? 'somebody who is unknown here')
  }

  /**
   * To whom something can be handed: whoever can sign in and works on reviews, and whoever has it now.
   * @param {string} now @returns {[string, string][]}
   */
  choices(now) {
    const able = [...this.#people.values()]
      .filter((p) => p.id === now || (!p.disabled && !['administrator', 'auditor'].includes(p.role)))
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((p) => /** @type {[string, string]} */ ([p.id, p.name]))
    const known = able.some(([id]) => id === now) || now === ''
    return [['', 'Nobody yet'], ...able, ...(known ? [] : [/** @type {[string, string]} */ ([now, this.of(now)])])]
  }
}
