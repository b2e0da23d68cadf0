import { describe, expect, test } from 'vitest'
import { browseTree } from '../../src/services/selling-partner/browse-tree.ts'

const ids = (options?: Record<string, string>) =>
  [...(browseTree(options)?.content ?? '').matchAll(/<browseNodeId>(\d+)</g)].map(([, id]) => id)

describe('the browse tree', () => {
  test('contains every node with its path', () => {
    expect(ids()).toHaveLength(7)
    expect(browseTree()?.content).toContain('<browsePathById>9000001,9000011,9000111</browsePathById>')
  })

  test('contains only the roots with RootNodesOnly', () => {
    expect(ids({ RootNodesOnly: 'true' })).toEqual(['9000001', '9000002'])
    expect(ids({ RootNodesOnly: 'false' })).toHaveLength(7)
  })

  test('contains a node and its descendants with BrowseNodeId', () => {
    expect(ids({ BrowseNodeId: '9000011' })).toEqual(['9000011', '9000111', '9000112'])
    expect(browseTree({ BrowseNodeId: '1' })).toBeUndefined()
  })

  test('escapes special characters in names', () => {
    expect(browseTree()?.content).toContain('Notebooks &lt; 100 Pages')
    expect(browseTree()?.content).toContain('Garden &amp; Outdoor')
  })
})
