// The page's frame: who is signed in, which view the address asks for, and where the focus goes.

import { call, onSignedOut, Problem, singleSignOn } from './api.js'
import { h, replace } from './dom.js'
import { meView } from './me.js'
import { joinView, resetView, setupView, signedInAlready } from './links.js'
import { empty, trouble } from './parts.js'
import { peopleView } from './people.js'
import { reviewView } from './review.js'
import { settingsView } from './settings.js'
import { signInAgain, signInView } from './signin.js'
import { vendorView } from './vendor.js'
import { vendorsView } from './vendors.js'
import { may, roleName } from './words.js'

/** @typedef {import('./types.d.ts').Me} Me */
/** @typedef {import('./types.d.ts').View} View */

const main = element('main')
const live = element('live')
/** @type {Me | null} */
let me = null
let leave = new AbortController()
let moved = false
let note = '' // what the sign-in says above its form

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

/** @param {string} text */
function say(text) {
  live.textContent = ''
  setTimeout(() => (live.textContent = text), 50) // the same text twice is said twice
}

/** @param {string} path */
function go(path) {
  history.pushState(null, '', path)
  moved = true
  void show()
}

/** @param {Me | null} person */
function signedIn(person) {
  me = person
  const nav = element('nav')
  nav.hidden = !person
  if (!person) return replace(element('who'))
  replace(
    nav,
    h('a', { href: '/vendors' }, 'Vendors'),
    may(person.role, 'people.manage') && h('a', { href: '/people' }, 'People'),
    may(person.role, 'settings.manage') && h('a', { href: '/settings' }, 'Settings'),
  )
  const own = h('a', { href: '/me' }, person.name, h('span', { class: 'visually-hidden' }, ': my sign-in'))
  const out = h('button', { type: 'button', class: 'quiet', onclick: () => void signOut() }, 'Sign out')
  replace(element('who'), h('span', {}, own, h('span', { class: 'role' }, roleName(person.role))), out)
}

/** Says which link of the frame leads to where one is. */
function markPlace() {
  const [, area] = location.pathname.split('/')
  for (const link of document.querySelectorAll('.top nav a, .who a')) {
    const there =
      link.getAttribute('href') === `/${area || 'vendors'}` ||
      (area === 'reviews' && link.getAttribute('href') === '/vendors')
    if (there) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
}

/** @param {string} [to] */
async function signOut(to = '/') {
  try {
    await call('/session', { method: 'DELETE', quiet: true })
  } catch (err) {
    if (!(err instanceof Problem && err.status === 401)) return main.prepend(trouble(err))
  }
  signedIn(null)
  go(to)
}

const links = ['/setup', '/join', '/reset']

/** What links open that somebody was given; nothing for other addresses. @param {string} path @returns {View | undefined} */
function linkView(path) {
  if (!links.includes(path) || (me && path === '/setup')) return undefined
  if (me) return signedInAlready(me, () => void signOut(path + location.hash))
  if (path === '/reset') {
    return resetView(() => {
      note = 'Your new password is set. Sign in with it.'
      history.replaceState(null, '', '/')
      go('/')
    })
  }
  return path === '/setup' ? setupView(enter) : joinView(enter)
}

/** @param {Me} person */
function enter(person) {
  signedIn(person)
  note = ''
  if (links.includes(location.pathname)) history.replaceState(null, '', '/')
  moved = true
  void show()
}

async function signInPage() {
  const code = new URLSearchParams(location.search).get('sign-in')
  if (code !== null) history.replaceState(null, '', '/')
  return signInView(enter, { single: await singleSignOn(), code, note })
}

/** @param {AbortSignal} signal @returns {Promise<View>} */
async function viewOf(signal) {
  const path = location.pathname
  const opened = linkView(path)
  if (opened) return opened
  if (!me) return signInPage()
  const context = { me, path, query: new URLSearchParams(location.search), signal, go, again, say }
  const [, area, id] = path.split('/')
  if (!area || area === 'setup' || (area === 'vendors' && !id)) return vendorsView(context)
  if (area === 'vendors' && id) return vendorView(context, decodeURIComponent(id))
  if (area === 'reviews' && id) return reviewView(context, decodeURIComponent(id))
  if ((area === 'people' || area === 'settings') && !id) {
    if (!may(me.role, 'people.manage')) return administratorsOnly()
    return area === 'people' ? peopleView(context) : settingsView(context)
  }
  if (area === 'me' && !id) return meView(context)
  return {
    title: 'Not found',
    node: h(
      'div',
      {},
      h('h1', { tabindex: '-1' }, 'There is nothing here'),
      h('a', { href: '/vendors' }, 'Go to the vendors'),
    ),
  }
}

/** @returns {View} */
const administratorsOnly = () => ({
  title: 'For administrators',
  node: h(
    'div',
    {},
    h('h1', { tabindex: '-1' }, 'For administrators'),
    empty('Only administrators see this', h('p', {}, 'Ask one of them for what you need.')),
  ),
})

/** @param {string} focus  the id of what has the focus afterwards */
const again = (focus) => show(focus)

/** @param {string} [focus] */
async function show(focus) {
  leave.abort()
  leave = new AbortController()
  const { signal } = leave
  main.setAttribute('aria-busy', 'true')
  /** @type {View} */
  let view
  try {
    view = await viewOf(signal)
  } catch (err) {
    if (signal.aborted) return
    view = {
      title: 'Not shown',
      node: h(
        'div',
        {},
        h('h1', { tabindex: '-1' }, 'This cannot be shown'),
        trouble(err),
        h('p', {}, h('a', { href: '/vendors' }, 'Go to the vendors')),
      ),
    }
  }
  if (signal.aborted) return
  main.removeAttribute('aria-busy')
  replace(main, view.node)
  markPlace()
  document.title = `${view.title} · Countersign`
  if (focus) return document.getElementById(focus)?.focus()
  if (!moved) return
  scrollTo(0, 0)
  main.querySelector('h1')?.focus()
}

/** Links within the page change the view without loading it again. @param {MouseEvent} event */
function follow(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (
    !link ||
    link.target ||
    link.origin !== location.origin ||
    !/^\/($|vendors|reviews|people|me|settings)/.test(link.pathname)
  )
    return
  event.preventDefault()
  go(link.pathname + link.search)
}

async function start() {
  onSignedOut(() => (me ? signInAgain(me) : Promise.reject(new Problem(401, 'not-signed-in', 'Sign in first.'))))
  document.addEventListener('click', follow)
  addEventListener('popstate', () => {
    if (location.hash === '#main') return // the skip link
    moved = true
    void show()
  })
  addEventListener('dragover', (e) => e.preventDefault()) // a file dropped beside the zone must not replace the page
  addEventListener('drop', (e) => e.preventDefault())
  try {
    signedIn(await call('/me', { quiet: true }))
  } catch (err) {
    if (!(err instanceof Problem && err.status === 401))
      return replace(main, h('h1', {}, 'Countersign cannot be reached'), trouble(err))
  }
  await show()
}

void start()
