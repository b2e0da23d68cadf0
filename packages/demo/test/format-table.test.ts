import { describe, expect, it } from 'vitest'
import { formatTable } from '../src/format-table.ts'

describe('formatTable', () => {
  it('aligns the selected columns and omits the others', () => {
    const rows = [
      { sku: 'A', name: 'Tea', more: 'x' },
      { sku: 'BB', name: '' },
    ]
    expect(formatTable(rows, ['sku', 'name'])).toBe('    sku  name\n    ───  ────\n    A    Tea\n    BB')
  })

  it('truncates long cells and leaves missing ones empty', () => {
    expect(formatTable([{ name: 'abcdef' }, {}], ['name'], 4)).toBe('    name\n    ────\n    abc…\n')
  })
})
