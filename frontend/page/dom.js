// Elements are made here and nowhere else. Text always goes in as text: a report's words can never become markup.

/** @typedef {import('./types.d.ts').Child} Child */

/**
 * Makes an element. Keys that begin with "on" are listeners; booleans set or leave out; the rest are attributes.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (typeof value === 'function') node.addEventListener(name.slice(2), /** @type {EventListener} */ (value))
    else node.setAttribute(name, value === true ? '' : String(value))
  }
  fill(node, ...children)
  return node
}

/**
 * Makes an SVG element; sizes are attributes, because the policy allows no inline style.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Node} children
 */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value))
  node.append(...children)
  return node
}

/**
 * Adds children; nothing, false and lists are understood.
 * @param {Node} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  for (const child of children) {
    if (Array.isArray(child)) fill(node, ...child)
    else if (child instanceof Node) node.appendChild(child)
    else if (child !== undefined && child !== null && child !== false)
      node.appendChild(document.createTextNode(String(child)))
  }
}

/**
 * Replaces what a node holds.
 * @param {Element} node
 * @param {...Child} children
 */
export function replace(node, ...children) {
  node.replaceChildren()
  fill(node, ...children)
}

let ids = 0

/** An id that no other element has. */
export function newID() {
  ids += 1
  return `e${ids}`
}

/**
 * A labeled input with its hint tied to it.
 * @param {string} label
 * @param {Record<string, unknown>} attributes
 * @param {string} [hint]
 */
export function field(label, attributes, hint) {
  const id = newID()
  const input = h('input', { id, 'aria-describedby': hint ? `${id}-hint` : undefined, ...attributes })
  const node = h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    hint && h('p', { class: 'hint', id: `${id}-hint` }, hint),
    input,
  )
  return { node, input }
}

/**
 * A select with its label.
 * @param {string} label
 * @param {[string, string][]} options  value and words
 * @param {string} chosen
 */
export function choice(label, options, chosen) {
  const id = newID()
  const select = h(
    'select',
    { id },
    options.map(([value, words]) => h('option', { value, selected: value === chosen }, words)),
  )
  return { node: h('div', { class: 'field' }, h('label', { for: id }, label), select), select }
}
