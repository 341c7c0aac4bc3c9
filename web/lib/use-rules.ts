import { regulations } from '#contract/circular.ts'
import { useCall } from './use-call.ts'

/** 文号 of the region's rules that are in force, for fields that ask what something rests on. */
export function useRuleNumbers(): readonly string[] {
  const rows = useCall(regulations, {}).data?.rows ?? []
  return rows.filter(({ inForce }) => inForce).map(({ number }) => number)
}
