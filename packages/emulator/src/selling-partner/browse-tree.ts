import type { DocumentContent } from '../documents/document-content.ts'

/** A node of a made-up browse tree. */
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

interface Placed {
  readonly node: Node
  /** From the root to the node itself. */
  readonly path: readonly Node[]
}

const placed: readonly Placed[] = trees.flatMap((root) => placedUnder(root, []))

function placedUnder(node: Node, above: readonly Node[]): Placed[] {
  const path = [...above, node]
  return [{ node, path }, ...(node.children ?? []).flatMap((child) => placedUnder(child, path))]
}

/**
 * The document of GET_XML_BROWSE_TREE_DATA: every node, or those that the options want. The elements are named as in
 * Amazon's public documentation, the nodes are made up.
 *
 * @param options `RootNodesOnly: 'true'`; `BrowseNodeId`: that node and all below it. The first wins (assumed).
 * @returns undefined for a node that there is not.
 */
export function browseTree({
  RootNodesOnly,
  BrowseNodeId,
}: Readonly<Record<string, string>> = {}): DocumentContent | undefined {
  const wanted = placed.filter(({ path }) => {
    if (RootNodesOnly === 'true') return path.length === 1
    return BrowseNodeId === undefined || path.some(({ id }) => id === BrowseNodeId)
  })
  if (wanted.length === 0) return undefined
  const nodes = wanted.map((one) => nodeElement(one)).join('')
  return {
    content: `<?xml version="1.0" encoding="UTF-8"?>\n<Result>\n${nodes}</Result>\n`,
    contentType: 'text/xml; charset=UTF-8',
    compressionAlgorithm: 'GZIP',
  }
}

function nodeElement({ node, path }: Placed): string {
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

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
