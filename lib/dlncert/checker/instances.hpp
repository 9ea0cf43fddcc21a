#pragma once
// The precisions for which the checker's functions are compiled: the ladder, and the 53 bits of the public
// test data.
#define DLNCERT_UNARY(P, f) template Enclosure<P> f<P>(const Enclosure<P>&);
#define DLNCERT_BINARY(P, f) template Enclosure<P> f<P>(const Enclosure<P>&, const Enclosure<P>&);
#define DLNCERT_PRECISIONS    \
    DLNCERT_INSTANTIATE(53)   \
    DLNCERT_INSTANTIATE(64)   \
    DLNCERT_INSTANTIATE(128)  \
    DLNCERT_INSTANTIATE(256)  \
    DLNCERT_INSTANTIATE(512)  \
    DLNCERT_INSTANTIATE(1024) \
    DLNCERT_INSTANTIATE(2048)
