// Who is who: the server names people by id where it keeps no name beside it, and only administrators may list people. So names are
// gathered from what a review says of itself: its moves, its decisions, and oneself.

/** @typedef {import('./types.d.ts').Me} Me */
/** @typedef {import('./types.d.ts').Move} Move */
/** @typedef {import('./types.d.ts').Finding} Finding */

export class Names {
  /** @type {Map<string, string>} */
  #known = new Map()

  /** @param {Me} me @param {Move[]} moves @param {Finding[]} findings */
  constructor(me, moves, findings) {
    for (const m of moves) this.#add(m.by, m.by_name)
    for (const f of findings) this.#add(f.decision?.by, f.decision?.by_name)
    this.#known.set(me.id, me.name)
  }

  /** @param {string | undefined} id @param {string | undefined} name */
  #add(id, name) {
    if (id && name) this.#known.set(id, name)
  }

  /** @param {string} id */
  of(id) {
    return id === '' ? 'nobody' : (this.#known.get(id) ?? 'somebody whose name is not shown here')
  }

  /** Whom one can choose, and whoever it is now. @param {string} now @returns {[string, string][]} */
  choices(now) {
    /** @type {[string, string][]} */
    const known = [...this.#known].sort(([, a], [, b]) => a.localeCompare(b))
    if (now !== '' && !this.#known.has(now)) known.push([now, this.of(now)])
    return [['', 'Nobody yet'], ...known]
  }
}
