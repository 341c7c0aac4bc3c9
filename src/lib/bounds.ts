/** The bounds of a number as a JSON schema says them. */
export type Bounds = {
  minimum?: number | undefined
  maximum?: number | undefined
  exclusiveMinimum?: number | boolean | undefined
}

/** Bounds in words, each by itself: 大于 0, 不大于 100. Those of the number format itself are none. */
export function boundsWords({ minimum, maximum, exclusiveMinimum }: Bounds): string[] {
  const words = [
    typeof exclusiveMinimum === 'number' && `大于 ${exclusiveMinimum}`,
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `不小于 ${minimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `不大于 ${maximum}`,
  ]
  return words.filter((word) => word !== false)
}
