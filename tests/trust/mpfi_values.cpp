// The entropy, its gradient and its Hessian by MPFI, from the closed forms of their definition, for
// tests/trust/others.py. Each line of the input is a depth (0: infinite) and singular values as fractions;
// each number is one line: two ends in decimals.
#include <mpfi.h>
#include <mpfi_io.h>

#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

class Interval {
  public:
    Interval(long n = 0) { mpfi_init2(value_, 400), mpfi_set_si(value_, n); }
    explicit Interval(const std::string& fraction) : Interval() {
        mpq_t exact;
        mpq_init(exact);
        mpq_set_str(exact, fraction.c_str(), 10);
        mpfi_set_q(value_, exact);
        mpq_clear(exact);
    }
    Interval(const Interval& other) : Interval() { mpfi_set(value_, other.value_); }
    Interval& operator=(const Interval& other) {
        mpfi_set(value_, other.value_);
        return *this;
    }
    ~Interval() { mpfi_clear(value_); }

    template <class Operation>
    static Interval of(Operation operation, const Interval& x, const Interval& y) {
        Interval result;
        operation(result.value_, x.value_, y.value_);
        return result;
    }
    template <class Function>
    static Interval of(Function function, const Interval& x) {
        Interval result;
        function(result.value_, x.value_);
        return result;
    }
    void print() const { mpfr_printf("%.100RDe %.100RUe\n", &value_->left, &value_->right); }

  private:
    mpfi_t value_;
};

Interval operator+(const Interval& x, const Interval& y) {
    return Interval::of(mpfi_add, x, y);
}
Interval operator-(const Interval& x, const Interval& y) {
    return Interval::of(mpfi_sub, x, y);
}
Interval operator*(const Interval& x, const Interval& y) {
    return Interval::of(mpfi_mul, x, y);
}
Interval operator/(const Interval& x, const Interval& y) {
    return Interval::of(mpfi_div, x, y);
}
Interval log(const Interval& x) {
    return Interval::of(mpfi_log, x);
}
Interval power(const Interval& x, const Interval& exponent) {
    return Interval::of(mpfi_exp, exponent * log(x));
}

/// log Λ(a, b) = log(a² − b²) − log g, with g = n (a^ν − b^ν), ν = 2/n, or 2 (log a − log b) at infinite
/// depth.
struct Pair {
    Interval value, a, aa, ab;

    Pair(const Interval& x, const Interval& y, long n) {
        const Interval one(1), squares = x * x - y * y, nu = n == 0 ? Interval(0) : Interval(2) / n;
        // g up to a factor that no derivative sees, and its derivatives
        const Interval g = n == 0 ? log(x) - log(y) : power(x, nu) - power(y, nu);
        const Interval gx = n == 0 ? one / x : nu * power(x, nu - one);
        const Interval gy = Interval(0) - (n == 0 ? one / y : nu * power(y, nu - one));
        const Interval gxx = n == 0 ? Interval(-1) / (x * x) : nu * (nu - one) * power(x, nu - Interval(2));
        value = log(squares / (Interval(n == 0 ? 2 : n) * g));
        a = Interval(2) * x / squares - gx / g;
        aa = Interval(2) / squares - Interval(4) * x * x / (squares * squares) - gxx / g + gx * gx / (g * g);
        ab = Interval(4) * x * y / (squares * squares) + gx * gy / (g * g);
    }
};

void print_values(long depth, const std::vector<Interval>& sigma) {
    const std::size_t d = sigma.size();
    const Interval half = Interval(1) / Interval(2);
    std::vector<Interval> gradient(d), hessian(d * d);
    Interval entropy;
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j < d; ++j) {
            if (i == j) continue;
            const Pair pair(sigma[i], sigma[j], depth);
            if (i < j) entropy = entropy + half * pair.value;
            gradient[i] = gradient[i] + half * pair.a;
            hessian[i * d + i] = hessian[i * d + i] + half * pair.aa;
            hessian[i * d + j] = half * pair.ab;
        }
    entropy.print();
    for (const Interval& value : gradient) value.print();
    for (const Interval& value : hessian) value.print();
}

}  // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        long depth = 0;
        std::vector<Interval> sigma;
        words >> depth;
        for (std::string word; words >> word;) sigma.emplace_back(word);
        print_values(depth, sigma);
    }
}
