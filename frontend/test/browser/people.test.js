import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { rightCode } from './fake-people.js'
import { accessible, Desk, missing, real } from './harness.js'
import { codeOf } from './totp.js'

const desk = new Desk()
/** @type {import('playwright-core').Page} */
let admin
let email = ''
before(async () => {
  if (missing) return
  await desk.open()
  admin = await desk.signedInAs('administrator')
  email = await desk.newcomer(admin, 'procurement', 'Pia Procurement')
})
after(() => desk.close())

/** The card of the person. */
const person = () => admin.getByRole('listitem').filter({ hasText: email })

/** @param {import('playwright-core').Page} page @param {string} name */
const section = (page, name) => page.getByRole('region', { name, exact: true })

test('an administrator invites by a link that is shown once, and takes it back', { skip: missing }, async () => {
  await admin.getByRole('link', { name: 'People' }).click()
  await admin.getByRole('heading', { level: 1, name: 'People' }).waitFor()
  assert.equal(await admin.evaluate('document.activeElement.tagName'), 'H1')
  const invited = `otis-${Math.random().toString(36).slice(2, 8)}@example.com`
  const invite = admin.getByRole('form', { name: 'Invite somebody' })
  await invite.getByLabel('Email').fill(email)
  await invite.getByRole('button', { name: 'Make the link' }).click()
  await invite.getByRole('alert').getByText('already-exists').waitFor()
  assert.equal(await invite.getByLabel('Email').inputValue(), email, 'what was typed is still there')
  await invite.getByLabel('Email').fill(invited)
  await invite.getByLabel('Role', { exact: true }).selectOption('auditor')
  await invite.getByRole('button', { name: 'Make the link' }).click()
  const link = section(admin, `Link for ${invited}`)
  const address = await link.getByLabel('Link').inputValue()
  assert.match(address, new RegExp(`^${desk.url}/join#.{20,}$`))
  assert.equal(
    await admin.evaluate('document.activeElement.textContent'),
    `Link for ${invited}`,
    'people are brought to it',
  )
  await accessible(admin, 'people-link')
  await admin.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: desk.url })
  await link.getByRole('button', { name: 'Copy' }).click()
  await link.getByRole('status').getByText('Copied').waitFor()
  assert.equal(await admin.evaluate('navigator.clipboard.readText()'), address)
  await link.getByRole('button', { name: 'I have kept it' }).click()
  await admin.reload()
  await admin.locator('strong', { hasText: invited }).waitFor()
  assert.equal((await admin.content()).includes(address.split('#')[1] ?? ''), false, 'it is shown once')
  await admin.getByRole('button', { name: `Take back ${invited}` }).click()
  await admin.locator('strong', { hasText: invited }).waitFor({ state: 'detached' })
  const page = await desk.page()
  await page.goto(address)
  await page.getByLabel('Your name').fill('Otis')
  await page.getByLabel('Password').fill('a lantern of tundra')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('alert').getByText('not-found').waitFor()
})

test(
  'an administrator changes a role, switches somebody off and on, and makes a link for a new password',
  { skip: missing },
  async () => {
    const page = await desk.page()
    await desk.enter(page, email, desk.password)
    assert.equal(await page.getByRole('link', { name: 'People' }).count(), 0, 'only administrators see people')
    await admin.goto('/people')
    await person().locator('summary').click()
    await person().getByLabel('Role', { exact: true }).selectOption('business-owner')
    await person().getByRole('button', { name: 'Save' }).click()
    await person().locator('.badge').getByText('Business owner').waitFor()
    assert.equal(await admin.evaluate('document.activeElement.tagName'), 'SUMMARY', 'the focus stays with the person')
    await person().getByRole('button', { name: 'Switch off' }).click()
    await person().locator('.badge').getByText('Switched off').waitFor()
    await accessible(admin, 'people-changing')
    if (real) {
      await page.goto('/vendors')
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    }
    await person().getByRole('button', { name: 'Switch on again' }).click()
    await person().locator('.badge').getByText('Can sign in').waitFor()
    await person().getByRole('button', { name: 'New password by link' }).click()
    const address = await section(admin, 'Link for Pia Procurement').getByLabel('Link').inputValue()
    assert.match(address, new RegExp(`^${desk.url}/reset#.{20,}$`))
    await person().getByRole('button', { name: 'I have kept it' }).click()
    assert.equal(await admin.evaluate('document.activeElement.tagName'), 'SUMMARY', 'the focus is not lost')
    await person().getByRole('button', { name: 'Remove second factor' }).click()
    const question = admin.getByRole('dialog')
    await question.getByRole('heading', { name: /Remove the second factor of Pia/ }).waitFor()
    await question.getByRole('button', { name: 'Remove it' }).click()
    await person().getByRole('alert').getByText('illegal-move').waitFor()
  },
)

test('the last administrator stays one, and is told so', { skip: missing }, async () => {
  const own = admin.getByRole('listitem').filter({ hasText: '(you)' })
  if (!real) return // the fake has no such rule
  await own.locator('summary').click()
  await own.getByRole('button', { name: 'Switch off' }).click()
  await own
    .getByRole('alert')
    .getByText(/last administrator/)
    .waitFor()
})

test('one changes the password, and other sessions end', { skip: missing }, async () => {
  const here = await desk.page()
  await desk.enter(here, email, desk.password)
  const there = await desk.page()
  await desk.enter(there, email, desk.password)
  await here.getByRole('link', { name: /my sign-in/ }).click()
  await here.getByRole('heading', { level: 1, name: 'My sign-in' }).waitFor()
  const sessions = section(here, 'Where you are signed in')
  await sessions.getByText('this one').waitFor()
  await accessible(here, 'me')
  await sessions.getByRole('button', { name: 'Sign out everywhere else' }).click()
  await sessions.getByRole('button', { name: 'Sign out there' }).first().waitFor({ state: 'detached' })
  await there.goto('/vendors')
  await there.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()

  const password = here.getByRole('form', { name: 'Password' })
  await password.getByLabel('Present password').fill('not the one it is')
  await password.getByLabel('New password').fill('several other words')
  await password.getByRole('button').click()
  await password.getByRole('alert').waitFor()
  await password.getByLabel('Present password').fill(desk.password)
  await password.getByRole('button').click()
  await here.getByText('Your password is changed. Wherever else').waitFor()
  await there.getByLabel('Email').fill(email)
  await there.getByLabel('Password').fill('several other words')
  await there.keyboard.press('Enter')
  await there.getByRole('heading', { level: 1, name: 'Vendors' }).waitFor()
})

test(
  'one sets up a second factor, keeps the recovery codes, and needs a code from then on',
  { skip: missing },
  async () => {
    const page = await desk.page()
    await desk.enter(page, email, 'several other words')
    await page.goto('/me')
    const factor = section(page, 'Second factor')
    await factor.locator('.badge').getByText('Off').waitFor()
    await factor.getByLabel('Your password').fill('several other words')
    await factor.getByRole('button', { name: 'Set up a second factor' }).click()
    const secret = ((await factor.locator('dd code').textContent()) ?? '').replaceAll(' ', '')
    assert.match(
      (await factor.getByRole('link', { name: 'Open it in the app' }).getAttribute('href')) ?? '',
      /^otpauth:\/\/totp\//,
    )
    assert.ok(
      await factor
        .getByRole('img', { name: /QR code/ })
        .evaluate((img) => 'naturalWidth' in img && Number(img.naturalWidth) > 0),
    )
    await accessible(page, 'me-factor')
    await factor.getByLabel('Code').fill('000000')
    await factor.getByRole('button', { name: 'Switch it on' }).click()
    await factor.getByRole('alert').getByText('invalid-input').waitFor()
    await factor.getByLabel('Code').fill(real ? codeOf(secret) : rightCode)
    await factor.getByRole('button', { name: 'Switch it on' }).click()
    const codes = (await factor.getByRole('textbox', { name: 'Recovery codes' }).inputValue()).split('\n')
    assert.equal(codes.length, 10)
    await accessible(page, 'me-recovery')
    await factor.getByRole('button', { name: 'I have kept it' }).click()
    await factor.locator('.badge').getByText('On').waitFor()
    await page.reload()
    await factor.locator('.badge').getByText('On').waitFor()
    assert.equal((await page.content()).includes(codes[0] ?? ''), false, 'they are shown once')

    const other = await desk.page()
    await other.goto('/')
    await other.getByLabel('Email').fill(email)
    await other.getByLabel('Password').fill('several other words')
    await other.keyboard.press('Enter')
    await other.getByLabel('Code').fill((real ? codes[0] : rightCode) ?? '')
    await other.keyboard.press('Enter')
    await other.getByRole('heading', { level: 1, name: 'Vendors' }).waitFor()

    await factor.getByLabel('Your password').fill('several other words')
    await factor.getByRole('button', { name: 'Switch the second factor off' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave it as it is' }).click()
    await factor.locator('.badge').getByText('On').waitFor()
    await factor.getByRole('button', { name: 'Switch the second factor off' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Switch it off' }).click()
    await factor.locator('.badge').getByText('Off').waitFor()
  },
)

test('one makes a token that is shown once, and ends it', { skip: missing }, async () => {
  const page = await desk.page()
  await desk.enter(page, email, 'several other words')
  await page.goto('/me')
  const tokens = section(page, 'Tokens for programs')
  await tokens.getByLabel('Name').fill('Nightly export')
  assert.equal(await tokens.getByLabel('It only reads').isChecked(), true, 'the careful choice is made already')
  await tokens.getByRole('button', { name: 'Make a token' }).click()
  const token = await tokens.getByRole('textbox', { name: 'Token', exact: true }).inputValue()
  await accessible(page, 'me-token')
  if (real) {
    const answer = await fetch(`${desk.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } })
    assert.equal(answer.status, 200)
  }
  await page.reload()
  await tokens.locator('strong', { hasText: 'Nightly export' }).waitFor()
  assert.equal((await page.content()).includes(token), false)
  await tokens.getByText(/reads only/).waitFor()
  await tokens.getByRole('button', { name: 'End it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'End it' }).click()
  await tokens.locator('strong', { hasText: 'Nightly export' }).waitFor({ state: 'detached' })
  if (!real) return
  const refused = await fetch(`${desk.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } })
  assert.equal(refused.status, 401)
})

test('the browser had nothing to complain about, the policy least of all', { skip: missing }, () => {
  assert.deepEqual(desk.complaints, [])
})
