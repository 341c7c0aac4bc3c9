import type { AnyRouter } from '@tanstack/react-router'

/**
 * Makes plain links within the desk open without loading the page anew, so that components need no router.
 * The year in force goes along, unless the link names one. Files, new windows and the phone's pages are left alone.
 */
export function followLinks(router: AnyRouter, ours: (path: string) => boolean): void {
  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null
    if (anchor === null || !isPlainClick(event) || anchor.target !== '' || anchor.hasAttribute('download'))
      return
    const url = new URL(anchor.href)
    if (url.origin !== location.origin || !ours(url.pathname) || isWithinPage(anchor)) return
    event.preventDefault()
    router.history.push(withYear(url))
  })
}

function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey &&
    !event.defaultPrevented
  )
}

function isWithinPage(anchor: HTMLAnchorElement): boolean {
  return anchor.getAttribute('href')?.startsWith('#') === true
}

function withYear(url: URL): string {
  const year = new URLSearchParams(location.search).get('year')
  if (year !== null && !url.searchParams.has('year')) url.searchParams.set('year', year)
  return `${url.pathname}${url.search}${url.hash}`
}
