import type { DocumentContent } from '../../documents/document-content.ts'

/** A node of the made-up browse tree. */
interface Node {
  readonly id: string
  readonly name: string
  readonly children?: readonly Node[]
}

const trees: readonly Node[] = [
  {
    id: '9000001',
    name: 'Garden & Outdoor',
    children: [
      {
        id: '9000011',
        name: 'Gardening',
        children: [
          { id: '9000111', name: 'Gloves – Size 9"' },
          { id: '9000112', name: 'Seeds' },
        ],
      },
      { id: '9000012', name: 'Outdoor Décor' },
    ],
  },
  { id: '9000002', name: 'Office Products', children: [{ id: '9000021', name: 'Notebooks < 100 Pages' }] },
]

interface NodeWithPath {
  readonly node: Node
  /** From the root to the node itself. */
  readonly path: readonly Node[]
}

const nodes: readonly NodeWithPath[] = trees.flatMap((root) => withDescendants(root, []))

function withDescendants(node: Node, ancestors: readonly Node[]): NodeWithPath[] {
  const path = [...ancestors, node]
  return [{ node, path }, ...(node.children ?? []).flatMap((child) => withDescendants(child, path))]
}

/**
 * Creates the document of GET_XML_BROWSE_TREE_DATA. The element names are from Amazon's public documentation, the nodes
 * are made up.
 *
 * @param options `RootNodesOnly: 'true'` selects the roots, `BrowseNodeId` a node and its descendants. `RootNodesOnly`
 *   takes precedence (assumed). Defaults to every node.
 * @returns Undefined if the node does not exist.
 */
export function browseTree({
  RootNodesOnly,
  BrowseNodeId,
}: Readonly<Record<string, string>> = {}): DocumentContent | undefined {
  const selected = nodes.filter(({ path }) => {
    if (RootNodesOnly === 'true') return path.length === 1
    return BrowseNodeId === undefined || path.some(({ id }) => id === BrowseNodeId)
  })
  if (selected.length === 0) return undefined
  const elements = selected.map(nodeElement).join('')
  return {
    content: `<?xml version="1.0" encoding="UTF-8"?>\n<Result>\n${elements}</Result>\n`,
    contentType: 'text/xml; charset=UTF-8',
    compressionAlgorithm: 'GZIP',
  }
}

function nodeElement({ node, path }: NodeWithPath): string {
  const children = (node.children ?? []).map(({ id }) => `      <id>${id}</id>\n`).join('')
  const fields = [
    `<browseNodeId>${node.id}</browseNodeId>`,
    '<browseNodeAttributes count="0"/>',
    `<browseNodeName>${escapeXml(node.name)}</browseNodeName>`,
    `<browseNodeStoreContextName>${escapeXml(node.name)}</browseNodeStoreContextName>`,
    `<browsePathById>${path.map(({ id }) => id).join(',')}</browsePathById>`,
    `<browsePathByName>${escapeXml(path.map(({ name }) => name).join(','))}</browsePathByName>`,
    `<hasChildren>${node.children !== undefined}</hasChildren>`,
    `<childNodes count="${node.children?.length ?? 0}">\n${children}    </childNodes>`,
    '<productTypeDefinitions/>',
    '<refinementsInformation count="0"/>',
  ]
  return `  <Node>\n${fields.map((field) => `    ${field}\n`).join('')}  </Node>\n`
}

function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
