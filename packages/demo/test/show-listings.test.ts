import { type Emulator, startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Listings, showListings } from '../src/show-listings.ts'

const germany: Listings = { country: 'DE', region: 'eu', charset: 'windows-1252', texts: ['€', '’'] }

let emulator: Emulator
let printed: string
beforeEach(async () => {
  emulator = await startEmulator()
  printed = ''
  vi.spyOn(console, 'log').mockImplementation((text) => {
    printed += `${text}\n`
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
})

describe('showListings', () => {
  it('prints a line for each step and the first rows', async () => {
    await showListings(emulator, new Progress(), germany)
    const steps = printed.match(/^✓ DE: (\w+)/gm)
    expect(steps).toEqual(['✓ DE: got', '✓ DE: asked', '✓ DE: waited', '✓ DE: fetched', '✓ DE: decoded'])
    expect(printed).toContain('Geldclip für 50-€-Scheine')
    expect(printed).toContain('Gärtner’s')
  })

  it('fails when the rows lack a text that must be there', async () => {
    const listings = { ...germany, texts: ['₿'] }
    await expect(showListings(emulator, new Progress(), listings)).rejects.toThrow('DE: the rows lack ₿')
  })

  it('fails when the document was decoded with another charset', async () => {
    const listings = { ...germany, charset: 'utf-8' }
    await expect(showListings(emulator, new Progress(), listings)).rejects.toThrow(
      'decoded as windows-1252, not as utf-8',
    )
  })

  it('fails when the report was not made', async () => {
    emulator.addFixtures({
      reportTypes: [{ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', processingStatus: 'CANCELLED' }],
    })
    await expect(showListings(emulator, new Progress(), germany)).rejects.toThrow('ended as cancelled')
  })
})
