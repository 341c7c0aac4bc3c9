/** What can stand inside an element. */
export type Child = Node | string | number | boolean | null | undefined | readonly Child[]

type Value = string | number | boolean | null | undefined
type On<E, Happening extends Event> = (event: Happening & { currentTarget: E }) => void

/** What an element of the pages may be given; a handler's name begins with `on`. */
export type Attributes<E> = {
  children?: Child
  onClick?: On<E, MouseEvent>
  onInput?: On<E, Event>
  onChange?: On<E, Event>
  onSubmit?: On<E, Event>
  /** Gets the element once it is made. */
  made?: (element: E) => void
  [aria: `aria-${string}`]: Value
} & Partial<Record<AttributeName, Value>>

type AttributeName =
  | ('class' | 'id' | 'role' | 'lang' | 'hidden' | 'tabindex' | 'style' | 'href' | 'type' | 'name' | 'value')
  | (
      | 'checked'
      | 'required'
      | 'disabled'
      | 'pattern'
      | 'inputmode'
      | 'autocomplete'
      | 'autocapitalize'
      | 'accept'
    )
  | ('capture' | 'muted' | 'playsinline' | 'd' | 'viewBox' | 'target' | 'colspan' | 'scope' | 'download')

/** The compiler's view of the tags. */
export declare namespace JSX {
  type Element = Node
  type IntrinsicElements = {
    [Tag in keyof HTMLElementTagNameMap]: Attributes<HTMLElementTagNameMap[Tag]>
  } & {
    svg: Attributes<SVGSVGElement>
    path: Attributes<SVGPathElement>
  }
  interface ElementChildrenAttribute {
    children: unknown
  }
}

const SVG = 'http://www.w3.org/2000/svg'
const DRAWN = new Set(['svg', 'path'])
/** What has to be set as a property, because the attribute is only where it begins. */
const PROPERTIES = new Set(['value', 'checked', 'muted', 'hidden', 'disabled'])

/** Puts children into a node, skipping what stands for nothing. */
export function append(parent: Node, child: Child): void {
  if (child === null || child === undefined || typeof child === 'boolean') return
  if (typeof child === 'string' || typeof child === 'number') parent.appendChild(new Text(String(child)))
  else if (child instanceof Node) parent.appendChild(child)
  else for (const each of child) append(parent, each)
}

type Handler = (argument: never) => void
type Props = { children?: Child; [name: string]: Child | Handler }

function give(element: Element, name: string, value: Child | Handler): void {
  if (typeof value === 'function') {
    if (name === 'made') Reflect.apply(value, null, [element])
    else element.addEventListener(name.slice(2).toLowerCase(), (event) => Reflect.apply(value, null, [event]))
    return
  }
  if (value === null || value === undefined || typeof value === 'object') return
  if (PROPERTIES.has(name)) Reflect.set(element, name, value)
  else if (name === 'style' && element instanceof HTMLElement) element.style.cssText = String(value)
  else if (typeof value !== 'boolean' || name.startsWith('aria-')) element.setAttribute(name, String(value))
  else if (value) element.setAttribute(name, '')
}

function fill(element: Element, props: Props): void {
  append(element, props.children)
  for (const [name, value] of Object.entries(props)) if (name !== 'children') give(element, name, value)
}

/** Makes an element of the page, where its own kind is needed. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes<HTMLElementTagNameMap[Tag]>,
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  fill(element, attributes)
  return element
}

/** Makes what JSX names: an element of the page at once, or what a component returns. */
export function jsx(type: string | ((props: Props) => Node), props: Props): Node {
  if (typeof type === 'function') return type(props)
  const element = DRAWN.has(type) ? document.createElementNS(SVG, type) : document.createElement(type)
  fill(element, props)
  return element
}

/** Several nodes without an element around them. */
export function Fragment(props: { children?: Child }): Node {
  const fragment = document.createDocumentFragment()
  append(fragment, props.children)
  return fragment
}

export { jsx as jsxs }
