// A browser before the page: against the fake server, or against a real one named by the environment.
//
//   COUNTERSIGN_URL       the server; with it, what only the fake can be made to do is skipped
//   COUNTERSIGN_EMAIL     a risk officer's address there, and
//   COUNTERSIGN_PASSWORD  the password, which those below have too
//   COUNTERSIGN_ADMIN     an administrator's address
//   COUNTERSIGN_APPROVER  another risk officer's
//   CHROMIUM              the browser, when it is not /usr/bin/chromium
//   SHOTS                 a folder for pictures of every view that is checked

import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'
import { Fake } from './fake.js'

export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium'
export const real = process.env.COUNTERSIGN_URL ?? ''

/** Why nothing can be tried here; false when it can (an empty reason would skip too). */
export const missing = existsSync(executable)
  ? false
  : `${executable} is not there (Debian, Ubuntu: apt install chromium), or set CHROMIUM`
/** For tests that need the fake server. */
export const fakeOnly = missing || (real ? 'needs the fake server' : false)

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const reports = new URL('../../../testdata/', import.meta.url)

/** @typedef {import('playwright-core').Page} Page */

/** The path of a file of testdata/. @param {string} name */
export const sample = (name) => new URL(name, reports).pathname

export class Desk {
  /** @type {string[]} what the browser complained about */
  complaints = []
  fake = new Fake()
  url = real
  email = process.env.COUNTERSIGN_EMAIL ?? 'rhea@example.com'
  password = process.env.COUNTERSIGN_PASSWORD ?? 'several words make one'

  async open() {
    if (!real) this.url = await this.fake.start()
    this.browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] })
  }

  async close() {
    await this.browser?.close()
    if (!real) this.fake.stop()
  }

  /** @param {import('playwright-core').BrowserContextOptions} [options] */
  async page(options) {
    if (!this.browser) throw new Error('no browser')
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: { width: 1180, height: 860 },
      ...options,
    })
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', (err) => this.complaints.push(String(err)))
    page.on('console', (m) => {
      // Refused requests are told by the page itself; everything else that the browser calls an error is one.
      if (m.type() === 'error' && !m.text().startsWith('Failed to load resource')) this.complaints.push(m.text())
    })
    return page
  }

  /** @param {string} role @param {Partial<{email: string, code: string}>} [more] */
  person(role, more = {}) {
    const p = {
      id: `p-${role}-${more.email ?? ''}`,
      name: 'Rhea Officer',
      email: this.email,
      role,
      unit: '',
      password: this.password,
      ...more,
    }
    this.fake.setUp = true
    this.fake.people = this.fake.people.filter((x) => x.email !== p.email).concat(p)
    return p
  }

  /** A page of somebody who is signed in. @param {string} [role] @param {import('playwright-core').BrowserContextOptions} [options] */
  async signedIn(role = 'risk-officer', options) {
    if (!real) this.person(role)
    const page = await this.page(options)
    await this.enter(page, this.email, this.password)
    return page
  }

  /** A page of somebody else who is signed in beside the first. @param {'administrator' | 'approver'} who */
  async signedInAs(who) {
    const admin = who === 'administrator'
    const email = admin
      ? (process.env.COUNTERSIGN_ADMIN ?? 'ada@example.com')
      : (process.env.COUNTERSIGN_APPROVER ?? 'otto@example.com')
    if (!real && !this.fake.people.some((p) => p.email === email)) {
      const name = admin ? 'Ada Administrator' : 'Otto Approver'
      Object.assign(this.person(admin ? 'administrator' : 'risk-officer', { email }), { name })
    }
    const page = await this.page()
    await this.enter(page, email, this.password)
    return page
  }

  /**
   * What a page asks of the server beside what is seen. @param {Page} page @param {string} method @param {string} path @param {object} [body]
   * @returns {Promise<any>}
   */
  async ask(page, method, path, body) {
    const answer = await page.request.fetch(`/api/v1${path}`, { method, data: body, headers: { Origin: this.url } })
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.status() === 204 ? null : answer.json()
  }

  /** Somebody new, whom an administrator invites; not signed in yet. @param {Page} admin @param {string} role @param {string} name */
  async newcomer(admin, role, name) {
    const email = `${role}-${Math.random().toString(36).slice(2, 8)}@example.com`
    const { secret } = await this.ask(admin, 'POST', '/invitations', { email, role })
    await this.ask(await this.page(), 'POST', '/invitations/accept', { secret, name, password: this.password })
    return email
  }

  /** @param {Page} page @param {string} email @param {string} password */
  async enter(page, email, password) {
    await page.goto('/')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Vendors' }).waitFor()
  }

  /** Adds a vendor of a name that no other has, and ends on its page. @param {Page} page */
  async vendor(page, name = `Quillmere ${Math.random().toString(36).slice(2, 8)}`) {
    await page.goto('/vendors')
    await page.getByLabel('New vendor').fill(name)
    await page.getByRole('button', { name: 'Add vendor' }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    return name
  }

  /** @param {Page} page @param {...string} files */
  async upload(page, ...files) {
    await page.getByLabel(/Drop PDF reports here/).setInputFiles(files.map(sample))
  }
}

/** The card of a document. @param {Page} page @param {string} name */
export const card = (page, name) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) })

/**
 * Holds a view against WCAG in light and wide, and in dark at 320 pixels; nothing may stand out at the side, at 200 % zoom neither. What the
 * fake server's views were held against, the real one's are not again: only pictures are taken of them.
 * @param {Page} page @param {string} name
 */
export async function accessible(page, name) {
  if (real && !process.env.SHOTS) return
  const size = page.viewportSize() ?? { width: 1180, height: 860 }
  const ways = [
    { way: 'light', scheme: 'light', width: size.width },
    { way: 'dark', scheme: 'dark', width: size.width },
    { way: 'zoom', scheme: 'light', width: Math.round(size.width / 2) }, // what 200 % leaves of the width
    { way: 'narrow', scheme: 'dark', width: 320 },
  ]
  for (const { way, scheme, width } of ways) {
    await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: size.height })
    await shot(page, `${name}-${way}`)
    if (!real && (way === 'light' || way === 'narrow')) assert.deepEqual(await violations(page), [], `${name}, ${way}`)
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    assert.ok(Number(over) <= 0, `${name}, ${way}: ${over} pixels stand out at the side`)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(size)
}

/** @param {Page} page @returns {Promise<string[]>} */
async function violations(page) {
  await page.evaluate(axe)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const run = `axe.run(document, { runOnly: ${JSON.stringify(tags)} })`
  const found = /** @type {import('axe-core').AxeResults} */ (await page.evaluate(run))
  return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)
}

/** @param {Page} page @param {string} name */
export async function shot(page, name) {
  const folder = process.env.SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
