// dlncert as a library: a claim as data, and the function that it bounds, enclosed with doubles and to any precision.
#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/decimal.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/special/langevin.hpp>
#include <dlncert/statement/claim.hpp>
#include <iostream>

int main() {
    using namespace dlncert;

    const Claim claim = parse_claim("claim convex\nfor u in [0, inf)\nprove langevin'(u) > 0\n");
    std::cout << to_string(claim) << "digest " << digest(claim) << '\n';

    // What is typed is exact; L(0.1) = coth(0.1) - 10 is enclosed with 200 bits.
    const Ball ball = langevin(Ball::from(parse_rational("0.1"), 200));
    std::cout << "L(0.1) = " << to_text(ball, 30) << '\n';

    // Double arithmetic rounds upward while the scope lives, so that every operation encloses.
    const Interval interval = [] {
        const UpwardRounding scope;
        return langevin(Interval::from(Rational(1, 10)));
    }();
    std::cout << "L(0.1) in [" << to_decimal(interval, 20).lo << ", " << to_decimal(interval, 20).hi << "]\n";

    const bool agree = lower(interval) <= lower(ball) && upper(ball) <= upper(interval);
    return agree ? 0 : 1;
}
