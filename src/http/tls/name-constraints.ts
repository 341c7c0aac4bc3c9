import { BlockList, isIP } from 'node:net'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509'

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

/** The identifier of the extension that `nameConstraints` is the content of. */
export const NAME_CONSTRAINTS = id_ce_nameConstraints

/**
 * DER of the extension (RFC 5280 4.2.1.10) that holds an authority to some names and the private addresses: should
 * its key be stolen, a phone that trusts it still cannot be shown a false bank.
 */
export function nameConstraints(names: readonly string[]): Buffer {
  const permitted = [
    ...names.filter((name) => isIP(name) === 0).map((dNSName) => new GeneralName({ dNSName })),
    ...PRIVATE.map(([address, bits]) => new GeneralName({ iPAddress: `${address}/${bits}` })),
  ].map((base) => new GeneralSubtree({ base }))
  const constraints = new NameConstraints({ permittedSubtrees: new GeneralSubtrees(permitted) })
  return Buffer.from(AsnConvert.serialize(constraints))
}
