import { type Emulator, startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Listings, showListings } from '../src/show-listings.ts'
import { captureOutput } from './capture-output.ts'

const germany: Listings = { country: 'DE', region: 'eu', charset: 'windows-1252', expected: ['€', '’'] }

let emulator: Emulator
let output: { text: string }
beforeEach(async () => {
  emulator = await startEmulator()
  output = captureOutput()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
})

describe('showListings', () => {
  it('prints each step and the first rows', async () => {
    await showListings(emulator, new Progress(), germany)
    const steps = output.text.match(/^✓ DE: (\w+)/gm)
    expect(steps).toEqual(['✓ DE: received', '✓ DE: requested', '✓ DE: waited', '✓ DE: downloaded', '✓ DE: decoded'])
    expect(output.text).toContain('Geldclip für 50-€-Scheine')
    expect(output.text).toContain('Gärtner’s')
  })

  it('fails if the rows do not contain an expected string', async () => {
    const listings = { ...germany, expected: ['₿'] }
    await expect(showListings(emulator, new Progress(), listings)).rejects.toThrow('DE: the rows do not contain ₿')
  })

  it('fails if the document was decoded with another charset', async () => {
    const listings = { ...germany, charset: 'utf-8' }
    await expect(showListings(emulator, new Progress(), listings)).rejects.toThrow(
      'decoded as windows-1252, not as utf-8',
    )
  })

  it('fails if the report is cancelled', async () => {
    emulator.addFixtures({
      reportTypes: [{ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', processingStatus: 'CANCELLED' }],
    })
    await expect(showListings(emulator, new Progress(), germany)).rejects.toThrow(
      'the status of the report is cancelled',
    )
  })
})
