/** The workbook's own styles part, with marked twins of the styles that bad cells have. */

const FILL =
  '<fill><patternFill patternType="solid"><fgColor rgb="FFFFD9D2"/><bgColor indexed="64"/></patternFill></fill>'
const FONT = '<font><sz val="11"/><color rgb="FFB3261E"/><name val="宋体"/><charset val="134"/></font>'
const FONT_ORDER =
  'b i strike condense extend outline shadow u vertAlign sz color name family charset scheme'.split(' ')
const START_TAG = /^<(?:[\w.-]+:)?xf\b[^>]*?\/?>/

/** Gives marked styles on demand; `xml` is the part with all that were asked for. */
export class StyleBook {
  readonly #xml: string
  readonly #styles: readonly string[]
  readonly #fill: number
  readonly #font: number
  readonly #added: string[] = []
  readonly #twins = new Map<number, number>()

  /** From the styles part as it stands. */
  constructor(xml: string) {
    this.#xml = xml
    this.#styles = listOf(xml, 'cellXfs', 'xf')
    this.#fill = listOf(xml, 'fills', 'fill').length
    this.#font = listOf(xml, 'fonts', 'font').length
  }

  /** The style that looks like the given one, on the colour of refused cells. */
  marked(style: number): number {
    const known = this.#twins.get(style)
    if (known !== undefined) return known
    const twin = this.#add(
      withAttributes(this.#styles[style] ?? '<xf/>', { fillId: this.#fill, applyFill: 1 }),
    )
    this.#twins.set(style, twin)
    return twin
  }

  /** The style of the reasons. */
  reason(): number {
    const known = this.#twins.get(-1)
    if (known !== undefined) return known
    const style = this.#add(
      withAttributes('<xf numFmtId="49" borderId="0" fillId="0"/>', { fontId: this.#font, applyFont: 1 }),
    )
    this.#twins.set(-1, style)
    return style
  }

  /** The styles part with what was added. */
  get xml(): string {
    const filled = appendTo(appendTo(orderFonts(this.#xml), 'fills', [FILL]), 'fonts', [FONT])
    return appendTo(filled, 'cellXfs', this.#added)
  }

  #add(style: string): number {
    return this.#styles.length + this.#added.push(style.replace(/(<\/?)[\w.-]+:/g, '$1')) - 1
  }
}

/** The elements `item` directly in the element `list`, as they stand. */
function listOf(xml: string, list: string, item: string): string[] {
  const body =
    new RegExp(`<(?:[\\w.-]+:)?${list}\\b[^>]*>([\\s\\S]*?)</(?:[\\w.-]+:)?${list}>`).exec(xml)?.[1] ?? ''
  const element = new RegExp(
    `<(?:[\\w.-]+:)?${item}\\b(?:[^>]*/>|[^>]*>[\\s\\S]*?</(?:[\\w.-]+:)?${item}>)`,
    'g',
  )
  return body.match(element) ?? []
}

function withAttributes(element: string, attributes: Readonly<Record<string, number>>): string {
  const names = Object.keys(attributes)
  return element.replace(START_TAG, (tag) => {
    const bare = names.reduce((rest, name) => rest.replace(new RegExp(`\\s${name}="[^"]*"`), ''), tag)
    const added = names.map((name) => ` ${name}="${attributes[name]}"`).join('')
    return bare.replace(/\s*\/?>$/, (end) => `${added}${end.trim()}`)
  })
}

/** Brings the children of fonts into the order that Open XML prescribes; some programs write them in another. */
function orderFonts(xml: string): string {
  return xml.replace(
    /(<(?:[\w.-]+:)?font>)([\s\S]*?)(<\/(?:[\w.-]+:)?font>)/g,
    (_, start: string, body: string, end: string) => {
      const children = body.match(/<[^>]+>/g) ?? []
      if (children.some((tag) => !tag.endsWith('/>'))) return `${start}${body}${end}`
      return `${start}${children.toSorted((a, b) => placeInFont(a) - placeInFont(b)).join('')}${end}`
    },
  )
}

function placeInFont(tag: string): number {
  return FONT_ORDER.indexOf(/^<(?:[\w.-]+:)?(\w+)/.exec(tag)?.[1] ?? '')
}

/** Adds elements at the end of a list, in the part's own prefix, and counts them. */
function appendTo(xml: string, list: string, items: readonly string[]): string {
  const end = new RegExp(`</([\\w.-]+:)?${list}>`)
  const prefix = end.exec(xml)?.[1] ?? ''
  const prefixed = items.map((item) => item.replace(/<(\/?)/g, `<$1${prefix}`)).join('')
  const counted = xml.replace(
    new RegExp(`(<(?:[\\w.-]+:)?${list}\\b[^>]*?\\bcount=")(\\d+)`),
    (_, before: string, count: string) => {
      return `${before}${Number(count) + items.length}`
    },
  )
  return counted.replace(end, (tag) => `${prefixed}${tag}`)
}
