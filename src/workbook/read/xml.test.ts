import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { attribute, decodeCellText, decodeText } from './xml-text.ts'
import { XmlScanner } from './xml.ts'

interface Scanned {
  readonly events: string[]
  readonly copy: string
}

function scan(chunks: readonly Buffer[]): Scanned {
  const events: string[] = []
  let text = ''
  let copy = ''
  const flush = (): void => {
    if (text !== '') events.push(`text ${decodeText(text)}`)
    text = ''
  }
  const scanner = new XmlScanner({
    open: (name, attributes) => {
      flush()
      events.push(`open ${name} ${attribute(attributes, 'r') ?? ''}`)
    },
    close: (name) => {
      flush()
      events.push(`close ${name}`)
    },
    text: (raw) => {
      text += raw
    },
    token: (raw) => {
      copy += raw
    },
  })
  for (const chunk of chunks) scanner.push(chunk)
  scanner.end()
  return { events, copy }
}

const XML =
  '<?xml version="1.0"?><a:x r="1>0"><!-- <b> --><b r=\'"二"\'/>张&amp;三 &#x20BB7;<![CDATA[<&]]></a:x>'

test('elements, texts and attributes as they stand', () => {
  assert.deepEqual(scan([Buffer.from(XML)]).events, [
    'open x 1>0',
    'open b "二"',
    'close b',
    'text 张&三 𠮷<&',
    'close x',
  ])
})

test('wherever the bytes are cut, the events are the same and the tokens join to the source', () => {
  const bytes = Buffer.from(XML)
  const whole = scan([bytes])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 8 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
      const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end))
      const cut = scan(chunks)
      assert.deepEqual(cut, whole)
      assert.equal(cut.copy, bytes.toString('latin1'))
    }),
  )
})

test('attributes are found by their whole name', () => {
  assert.equal(attribute(' xr="1" ref="2" x:r = "A&lt;1" s="r"', 'r'), 'A<1')
  assert.equal(attribute(' t="s"', 's'), undefined)
})

test('what Excel escapes in cells comes back', () => {
  assert.equal(decodeCellText('a_x000D_b_x005F_x0041_'), 'a\rb_x0041_')
  assert.equal(decodeText('&#65;&lt;&unknown;&#x110000;'), 'A<&unknown;\ufffd')
})
