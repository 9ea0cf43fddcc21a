// dlncert as a library.
#include <dlncert/statement/rational.hpp>
#include <iostream>

int main() {
    // What is typed is exact: 0.1 is one tenth.
    const dlncert::Rational tenth = dlncert::parse_rational("0.1");
    std::cout << "0.1 = " << dlncert::to_string(tenth) << '\n';
    return tenth * 10 == 1 ? 0 : 1;
}
