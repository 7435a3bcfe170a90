/** Addresses as text: nothing is sent anywhere. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, isPublicAddress } from '../../../crawlers/fetch/address.ts';

describe('an address that a crawl may connect to', () => {
  it.each([
    '1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0', '169.253.255.255', '169.255.0.0',
    '172.15.255.255', '172.32.0.0', '191.255.255.255', '192.0.1.0', '192.0.3.0', '192.167.255.255', '192.169.0.0', '198.17.255.255', '198.20.0.0',
    '202.108.0.1', '223.255.255.255', '2400:da00::6666', '2001:4860:4860::8888', '2606:4700::1111', '240e::1', '2408::1', '2409::1', '3ffe::1',
  ])('%s', (address) => expect(isPublicAddress(address)).toBe(true));
});

describe('an address that it may not', () => {
  it.each([
    ['this network', '0.0.0.0'], ['this network', '0.255.255.255'],
    ['private', '10.0.0.0'], ['private', '10.255.255.255'], ['private', '172.16.0.0'], ['private', '172.31.255.255'], ['private', '192.168.0.1'], ['private', '192.168.255.255'],
    ['CGNAT', '100.64.0.0'], ['CGNAT', '100.127.255.255'],
    ['loopback', '127.0.0.1'], ['loopback', '127.255.255.255'], ['loopback', '::1'], ['loopback', '0:0:0:0:0:0:0:1'],
    ['link-local', '169.254.0.0'], ['link-local, metadata', '169.254.169.254'], ['link-local', 'fe80::1'], ['link-local', 'febf::1'], ['with a zone', 'fe80::1%eth0'], ['with a zone', '2400::1%1'],
    ['protocol assignments', '192.0.0.8'], ['documentation', '192.0.2.1'], ['documentation', '198.51.100.1'], ['documentation', '203.0.113.1'], ['6to4 relay', '192.88.99.1'],
    ['benchmarks', '198.18.0.1'], ['benchmarks', '198.19.255.255'], ['multicast', '224.0.0.1'], ['multicast', '239.255.255.255'], ['reserved', '240.0.0.1'], ['broadcast', '255.255.255.255'],
    ['unspecified', '::'], ['IPv4-mapped', '::ffff:127.0.0.1'], ['IPv4-mapped', '::ffff:7f00:1'], ['IPv4-mapped, public', '::ffff:8.8.8.8'], ['IPv4-compatible', '::127.0.0.1'], ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'], ['NAT64', '64:ff9b:1::1'], ['discard', '100::1'], ['ULA', 'fc00::1'], ['ULA', 'fdff::1'], ['site-local', 'fec0::1'], ['multicast', 'ff02::1'],
    ['Teredo', '2001::1'], ['benchmarks', '2001:2::1'], ['ORCHID', '2001:20::1'], ['documentation', '2001:db8::1'], ['6to4 of loopback', '2002:7f00:1::'], ['documentation', '3fff::1'],
    ['outside what is given out', '4000::1'], ['outside what is given out', '1fff::1'], ['SRv6', '5f00::1'],
    ['a name', 'localhost'], ['nothing', ''], ['an odd form', '127.1'], ['an odd form', '0x7f.0.0.1'], ['an odd form', '2130706433'], ['brackets', '[::1]'], ['a port', '1.1.1.1:80'], ['too many', '1.2.3.4.5'],
  ])('%s: %s', (_kind, address) => expect(isPublicAddress(address)).toBe(false));

  it('is every address of the first octets 0, 10, 127 and 224 to 255', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const first = fc.oneof(fc.constantFrom(0, 10, 127), fc.integer({ min: 224, max: 255 }));
    fc.assert(fc.property(first, octet, octet, octet, (...parts) => !isPublicAddress(parts.join('.'))));
  });

  it('is every IPv4 address dressed as IPv6', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => !isPublicAddress(`::ffff:${address}`) && !isPublicAddress(`::${address}`) && !isPublicAddress(`64:ff9b::${address}`)));
  });
});

describe('loopback', () => {
  it.each([['127.0.0.1', true], ['127.9.9.9', true], ['::1', true], ['::ffff:10.0.0.1', false], ['10.0.0.1', false], ['localhost', false], ['', false]])('%s: %s', (address, is) => expect(isLoopback(address)).toBe(is));
});
