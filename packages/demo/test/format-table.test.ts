import { describe, expect, it } from 'vitest'
import { formatTable } from '../src/format-table.ts'

describe('formatTable', () => {
  it('lines up the chosen columns and leaves the others out', () => {
    const rows = [
      { sku: 'A', name: 'Tea', more: 'x' },
      { sku: 'BB', name: '' },
    ]
    expect(formatTable(rows, ['sku', 'name'])).toBe('    sku  name\n    ───  ────\n    A    Tea\n    BB')
  })

  it('shortens long cells and shows missing ones as empty', () => {
    expect(formatTable([{ name: 'abcdef' }, {}], ['name'], 4)).toBe('    name\n    ────\n    abc…\n')
  })
})
