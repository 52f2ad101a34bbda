import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessible, Desk, fakeOnly, missing, real } from './harness.js'

const desk = new Desk()
/** @type {import('playwright-core').Page} */
let admin
before(async () => {
  if (missing) return
  await desk.open()
  admin = await desk.signedInAs('administrator')
})
after(() => desk.close())

const own = 'a kettle of marbles'

const email = `nia-${Math.random().toString(36).slice(2, 8)}@example.com`

test('an invitation opens the page that asks for name and password, and signs in', { skip: missing }, async () => {
  const { secret } = await desk.ask(admin, 'POST', '/invitations', { email, role: 'procurement' })
  const page = await desk.page()
  await page.goto(`/join#${secret}`)
  await page.getByRole('heading', { level: 1, name: 'Join Countersign' }).waitFor()
  await accessible(page, 'join')
  await page.getByLabel('Your name').fill('Nia Newcomer')
  await page.getByLabel('Password').fill('too short')
  await page.getByRole('button', { name: 'Join' }).click()
  assert.equal(new URL(page.url()).hash, `#${secret}`, 'nothing is sent that cannot be taken')
  await page.getByLabel('Password').fill('a lantern of tundra')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('heading', { level: 1, name: 'Vendors' }).waitFor()
  await page.getByText('Nia Newcomer').waitFor()
  assert.equal(new URL(page.url()).hash, '', 'the secret is gone from the address')

  await page.goto(`/join#${secret}`)
  await page.getByRole('heading', { level: 1, name: 'You are signed in already' }).waitFor()
  await accessible(page, 'join-signed-in')
  await page.getByRole('button', { name: 'Sign out and use the link' }).click()
  await page.getByLabel('Your name').fill('Somebody Else')
  await page.getByLabel('Password').fill('another lantern of tundra')
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('alert').getByText('not-found').waitFor()
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Somebody Else')
  await accessible(page, 'join-used')
})

test('a link for a new password sets it, and the old one is refused', { skip: missing }, async () => {
  const people = await desk.ask(admin, 'GET', '/people?limit=200')
  const nia = people.items.find((/** @type {any} */ p) => p.email === email)
  const { secret } = await desk.ask(admin, 'POST', `/people/${nia.id}/password-reset`)
  const page = await desk.page()
  await page.goto(`/reset#${secret}`)
  await page.getByRole('heading', { level: 1, name: 'Set a new password' }).waitFor()
  await accessible(page, 'reset')
  await page.getByLabel('New password').fill(own)
  await page.getByRole('button', { name: 'Set the password' }).click()
  await page.getByRole('status').getByText('Your new password is set').waitFor()
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).hash, '/')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('a lantern of tundra')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('not-signed-in').waitFor()
  await page.getByLabel('Password').fill(own)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Vendors' }).waitFor()
})

test('a link without its code asks for the code', { skip: missing }, async () => {
  const page = await desk.page()
  for (const address of ['/join', '/reset']) {
    await page.goto(address)
    await page.getByLabel('Code of the link').waitFor()
  }
})

test(
  'single sign-on is offered where the server has it, and a failure is told in words',
  { skip: fakeOnly },
  async () => {
    const page = await desk.page()
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    const button = page.getByRole('link', { name: 'Sign in with single sign-on' })
    assert.equal(await button.count(), 0)
    desk.fake.singleSignOn = true
    for (const [code, words] of /** @type {[string, RegExp][]} */ ([
      ['not-allowed', /nobody has invited this address/],
      ['not-signed-in', /cancelled, took too long/],
      ['not-available', /cannot be reached now/],
      ['<b>made up</b>', /Single sign-on did not work/],
    ])) {
      desk.fake.elsewhere = encodeURIComponent(code)
      await page.goto('/')
      await button.click()
      await page.getByRole('alert').getByText(words).waitFor()
      assert.equal(await page.getByText('made up').count(), 0, 'what stands in the address is not shown')
      assert.equal(new URL(page.url()).search, '')
    }
    await accessible(page, 'signin-elsewhere')
    desk.fake.singleSignOn = false
  },
)

test('without single sign-on nothing offers it', { skip: missing || !real }, async () => {
  const page = await desk.page()
  await page.goto('/?sign-in=not-found')
  await page
    .getByRole('alert')
    .getByText(/not set up here/)
    .waitFor()
  assert.equal(await page.getByRole('link', { name: 'Sign in with single sign-on' }).count(), 0)
})

test('the browser had nothing to complain about, the policy least of all', { skip: missing }, () => {
  assert.deepEqual(desk.complaints, [])
})
