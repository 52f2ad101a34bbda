import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { secret } from './fake-people.js'
import { accessible, Desk, fakeOnly, missing, real } from './harness.js'

const desk = new Desk()
before(() => (missing ? undefined : desk.open()))
after(() => desk.close())

test('the link of the first start makes an administrator, who is then signed in', { skip: fakeOnly }, async () => {
  const page = await desk.page()
  await page.goto(`/setup#${secret}`)
  await page.getByRole('heading', { level: 1, name: 'Set up Countersign' }).waitFor()
  await accessible(page, 'setup')
  await page.getByLabel('Your name').fill('Ada First')
  await page.getByLabel('Email').fill('ada@example.com')
  await page.getByLabel('Password').fill('long enough for it')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Vendors' }).waitFor()
  assert.equal(new URL(page.url()).hash, '', 'the secret is gone from the address')
  await page.getByText('Ada First').waitFor()
  await page.getByRole('heading', { name: 'No vendors yet' }).waitFor()
  await accessible(page, 'vendors-empty')
})

test('a used link says so and loses nothing that was typed', { skip: fakeOnly }, async () => {
  desk.person('administrator')
  const page = await desk.page()
  await page.goto('/setup#used')
  await page.getByLabel('Your name').fill('Eve Late')
  await page.getByLabel('Email').fill('eve@example.com')
  await page.getByLabel('Password').fill('long enough for it')
  await page.getByRole('button', { name: 'Create the administrator' }).click()
  await page
    .getByRole('alert')
    .getByText(/unknown, used or too old/)
    .waitFor()
  await page.getByRole('alert').getByText('not-found').waitFor()
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Eve Late')
})

test('signing in asks for a code when the server does', { skip: fakeOnly }, async () => {
  desk.person('auditor', { email: 'otto@example.com', code: '123456' })
  const page = await desk.page()
  await page.goto('/')
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await accessible(page, 'signin')
  await page.getByLabel('Email').fill('otto@example.com')
  await page.getByLabel('Password').fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('not-signed-in').waitFor()
  await accessible(page, 'signin-refused')
  await page.getByLabel('Password').fill(desk.password)
  await page.keyboard.press('Enter')
  await page.getByLabel('Code').waitFor()
  assert.equal(await page.evaluate('document.activeElement.autocomplete'), 'one-time-code', 'the code has the focus')
  await page.keyboard.type('123456')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Vendors' }).waitFor()
  assert.equal(await page.getByLabel('New vendor').count(), 0, 'an auditor adds no vendors')
})

test('signing out ends the session', { skip: missing }, async () => {
  const page = await desk.signedIn()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await page.goto('/vendors')
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
})

test('vendors are searched, paged and added', { skip: missing }, async () => {
  const page = await desk.signedIn()
  if (!real) for (let i = 10; i < 75; i += 1) desk.fake.vendor(`Vendor ${i}`)
  const name = await desk.vendor(page)
  assert.equal(await page.evaluate('document.activeElement.tagName'), 'H1', 'the new page has the focus')
  await page.getByRole('heading', { name: 'No reports yet' }).waitFor()
  await page.getByRole('link', { name: 'Vendors' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Vendors' }).waitFor()
  if (!real) {
    await page.getByRole('button', { name: 'Show more' }).click()
    await page.getByRole('link', { name: 'Vendor 74' }).waitFor()
  }
  await accessible(page, 'vendors')
  await page.getByLabel('Search vendors').fill(name)
  await page.waitForURL(/q=/)
  assert.equal(await page.locator('tbody tr').count(), 1)
  await page.reload()
  assert.equal(await page.getByLabel('Search vendors').inputValue(), name)
  await page.getByLabel('Search vendors').fill('no such vendor anywhere')
  await page.getByRole('heading', { name: /No vendor matches/ }).waitFor()
  await page.getByLabel('New vendor').fill(name)
  await page.getByRole('button', { name: 'Add vendor' }).click()
  await page.getByRole('alert').getByText('already-exists').waitFor()
  assert.equal(await page.getByLabel('New vendor').inputValue(), name, 'what was typed is still there')
})

test('the browser had nothing to complain about, the policy least of all', { skip: missing }, () => {
  assert.deepEqual(desk.complaints, [])
})
