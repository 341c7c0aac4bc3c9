import { BlockList, isIP } from 'node:net'
import { der, sequence, tagged } from './der.ts'

/** Private networks: what an office's or a hall's own addresses are taken from (RFC 1918, 6598, 4193, loopback). */
const PRIVATE: readonly [address: string, bits: number][] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
]

const privateNets = new BlockList()
for (const [address, bits] of PRIVATE) privateNets.addSubnet(address, bits, family(address))

/** Whether an address belongs to a private network. */
export function isPrivate(address: string): boolean {
  return isIP(address) !== 0 && privateNets.check(address, family(address))
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

const PERMITTED = 0
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87

/**
 * DER of the extension (RFC 5280 4.2.1.10) that holds an authority to some names and the private addresses: should
 * its key be stolen, a phone that trusts it still cannot be shown a false bank.
 */
export function nameConstraints(names: readonly string[]): Buffer {
  const subtrees = [
    ...names.filter((name) => isIP(name) === 0).map((name) => der(DNS_NAME, Buffer.from(name, 'ascii'))),
    ...PRIVATE.map(([address, bits]) =>
      der(IP_ADDRESS, Buffer.concat([addressBytes(address), mask(address, bits)])),
    ),
  ]
  return sequence(tagged(PERMITTED, ...subtrees.map((subtree) => sequence(subtree))))
}

/** The bytes of an IPv4 or IPv6 address, in their order. */
export function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [before, after] = address.split('::').map(groupsOf)
  const groups = [...(before ?? []), ...(after ?? [])]
  groups.splice(before?.length ?? 0, 0, ...Array<number>(8 - groups.length).fill(0))
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]))
}

function groupsOf(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16))
}

function mask(address: string, bits: number): Buffer {
  const bytes = Buffer.alloc(isIP(address) === 6 ? 16 : 4)
  for (let bit = 0; bit < bits; bit += 1) bytes[bit >> 3]! |= 0x80 >> (bit & 7)
  return bytes
}
