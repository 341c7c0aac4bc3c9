import {
  characterSpacing,
  characterWidth,
  fallbacks,
  fonts,
  type Language,
  linePitch,
  size,
} from './gb9704.ts'

/** Style ids of the document, for the paragraphs that use them. */
export const styleIds = {
  title: 'Title',
  text: 'Normal',
  head1: 'Heading1',
  head2: 'Heading2',
  annex: 'AnnexMark',
  caption: 'Caption',
  note: 'TableNote',
  cell: 'TableCell',
  cellHead: 'TableHead',
  gap: 'TableGap',
  footer: 'Footer',
} as const

interface Style {
  id: string
  name: string
  font: string
  size: number
  paragraph: string
}

const plainSpacing = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
const exact = `${plainSpacing}<w:spacing w:before="0" w:after="0" w:line="${linePitch}" w:lineRule="exact"/>`
const offGrid = '<w:snapToGrid w:val="0"/>'
const tight = `${plainSpacing}${offGrid}<w:spacing w:before="60" w:after="60" w:line="280" w:lineRule="exact"/>`
const indent = `<w:ind w:firstLineChars="0" w:firstLine="${2 * characterWidth}"/>`
const flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'

/** The whole `word/styles.xml`: every paragraph's look is in a style, so that edited text keeps it. */
export function stylesXml(language: Language): string {
  const face = fonts[language]
  const styles = stylesOf(language).map(styleXml).join('')
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `<w:docDefaults><w:rPrDefault><w:rPr>${fontXml(face.text)}<w:spacing w:val="${characterSpacing}"/><w:kern w:val="0"/>` +
    `<w:sz w:val="${size.text}"/><w:szCs w:val="${size.text}"/><w:lang w:val="en-US" w:eastAsia="${languageTag(language)}"/></w:rPr></w:rPrDefault>` +
    `<w:pPrDefault><w:pPr><w:widowControl w:val="0"/>${exact}</w:pPr></w:pPrDefault></w:docDefaults>` +
    `${styles}</w:styles>`
  )
}

/** `word/fontTable.xml` with what stands in for each font, since the office's fonts are on few machines. */
export function fontTableXml(language: Language): string {
  const rows = [...new Set(Object.values(fonts[language]))].map(
    (name) =>
      `<w:font w:name="${name}"><w:altName w:val="${(fallbacks[name] ?? []).join(',')}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${rows.join('')}</w:fonts>`
  )
}

/** The language tag of East Asian text. */
export function languageTag(language: Language): string {
  return language === 'zh-Hant' ? 'zh-TW' : 'zh-CN'
}

function stylesOf(language: Language): Style[] {
  const face = fonts[language]
  const both = `<w:widowControl w:val="0"/>`
  const text = (id: string, name: string, font: string, more = '', ind = indent): Style => ({
    id,
    name,
    font,
    size: size.text,
    paragraph: `${more}${both}${exact}${ind}<w:jc w:val="both"/>`,
  })
  const centred = (id: string, name: string, font: string, points: number): Style => ({
    id,
    name,
    font,
    size: points,
    paragraph: `<w:keepNext/>${both}${exact}${flush}<w:jc w:val="center"/>`,
  })
  return [
    text(styleIds.text, 'Normal', face.text),
    centred(styleIds.title, 'Title', face.title, size.title),
    withOutline(text(styleIds.head1, 'heading 1', face.head, '<w:keepNext/>'), 0),
    withOutline(text(styleIds.head2, 'heading 2', face.subhead, '<w:keepNext/>'), 1),
    text(styleIds.annex, 'Annex Mark', face.head, '<w:keepNext/>', flush),
    centred(styleIds.caption, 'caption', face.head, size.pageNumber),
    tableText(styleIds.note, 'Table Note', face.text, `${tight}${flush}<w:jc w:val="both"/>`),
    tableText(styleIds.cell, 'Table Cell', face.text, `${tight}${flush}`),
    tableText(
      styleIds.cellHead,
      'Table Head',
      face.head,
      `${tight}${flush}<w:jc w:val="center"/>`,
      '<w:keepNext/>',
    ),
    tableText(
      styleIds.gap,
      'Table Gap',
      face.text,
      `${offGrid}<w:spacing w:line="200" w:lineRule="exact"/>${flush}`,
    ),
    {
      ...tableText(
        styleIds.footer,
        'footer',
        face.number,
        `${offGrid}<w:spacing w:line="280" w:lineRule="exact"/>${flush}`,
      ),
      size: size.pageNumber,
    },
  ]
}

function tableText(id: string, name: string, font: string, rest: string, first = ''): Style {
  return { id, name, font, size: size.table, paragraph: `${first}<w:widowControl w:val="0"/>${rest}` }
}

function withOutline(style: Style, level: number): Style {
  return { ...style, paragraph: `${style.paragraph}<w:outlineLvl w:val="${level}"/>` }
}

function styleXml({ id, name, font, size: points, paragraph }: Style): string {
  const normal = id === styleIds.text
  const based = normal ? '' : `<w:basedOn w:val="${styleIds.text}"/>`
  return (
    `<w:style w:type="paragraph"${normal ? ' w:default="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>${based}<w:qFormat/>` +
    `<w:pPr>${paragraph}</w:pPr><w:rPr>${fontXml(font)}<w:b w:val="0"/><w:sz w:val="${points}"/><w:szCs w:val="${points}"/></w:rPr></w:style>`
  )
}

function fontXml(name: string): string {
  return `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}"/>`
}
