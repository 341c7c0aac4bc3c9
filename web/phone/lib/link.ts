const CODE = /^[\w.-]{8,120}$/

/** The code in the path of a check-in link: `/q/<code>`; null for any other path. */
export function codeOfPath(path: string): string | null {
  const found = /^\/q\/([^/]+)\/?$/.exec(path)
  return found?.[1] !== undefined && CODE.test(found[1]) ? found[1] : null
}

/**
 * The code in what a camera read: the link that the hall's screen shows, under whatever name the server is
 * reached there; null for anything that is no check-in link.
 */
export function codeOfScan(text: string): string | null {
  if (!/^https?:\/\//i.test(text)) return null
  try {
    return codeOfPath(new URL(text).pathname)
  } catch {
    return null
  }
}
