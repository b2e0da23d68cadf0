import { describe, expect, test } from 'vitest'
import { businessMarketplaces, findMarketplace, marketplaces } from '../src/index.ts'

describe('findMarketplace', () => {
  test('finds every marketplace by its country code and by its id', () => {
    for (const marketplace of Object.values(marketplaces)) {
      expect(findMarketplace(marketplace.countryCode)).toBe(marketplace)
      expect(findMarketplace(marketplace.id)).toBe(marketplace)
    }
  })

  test('accepts GB for the United Kingdom', () => {
    expect(findMarketplace('GB')).toBe(marketplaces.UK)
    expect(findMarketplace('GB', businessMarketplaces)).toBe(businessMarketplaces.UK)
  })

  test('returns undefined for a marketplace of another API', () => {
    expect(findMarketplace('NL', businessMarketplaces)).toBeUndefined()
    expect(findMarketplace('JP', businessMarketplaces)?.region).toBe('jp')
  })

  test.each(['de', '', 'XX', 'toString'])('returns undefined for "%s"', (name) => {
    expect(findMarketplace(name)).toBeUndefined()
  })
})
