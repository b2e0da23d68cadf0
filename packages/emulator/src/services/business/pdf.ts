/** An A4 page in points, with the position of the first line and the distance between lines. */
const page = { width: 595, height: 842, left: 56, top: 780, leading: 16 }

/**
 * Creates a PDF with lines of text on one page, with the minimum of objects that ISO 32000 requires.
 *
 * @param lines Characters outside ISO 8859-1 become question marks.
 */
export function writePdf(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const content = contentOf(lines)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents 5 0 R ` +
      '/Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  ]
  return Uint8Array.from(Buffer.from(fileOf(objects), 'latin1'))
}

function contentOf(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${escapeText(line)}) Tj T*`)
  return ['BT', '/F1 11 Tf', `${page.leading} TL`, `${page.left} ${page.top} Td`, ...shown, 'ET'].join('\n')
}

function escapeText(line: string): string {
  return line.replaceAll(/[^\x20-\x7e\xa0-\xff]/gu, '?').replaceAll(/[\\()]/g, (character) => `\\${character}`)
}

/** The cross-reference table contains the byte offset of each object. All characters here are one byte. */
function fileOf(objects: readonly string[]): string {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  return `${file}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
}
