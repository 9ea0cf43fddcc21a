#include <algorithm>
#include <dlncert/arith/rounding.hpp>
#include <dlncert/calculus/lapack.hpp>

extern "C" {
void openblas_set_num_threads(int threads);
void dsyevd_(const char* job, const char* triangle, const int* n, double* a, const int* lda, double* w,
             double* work, const int* lwork, int* iwork, const int* liwork, int* info);
void dsygvd_(const int* type, const char* job, const char* triangle, const int* n, double* a, const int* lda,
             double* b, const int* ldb, double* w, double* work, const int* lwork, int* iwork,
             const int* liwork, int* info);
}

namespace dlncert::detail {
namespace {

bool all_finite(const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double x) { return x - x == 0; });
}

/// OpenBLAS's threads wait for each other by sched_yield: on a busy machine each call may take ten times as
/// long with two of them as with one.
void use_one_thread() {
    static const bool done = (openblas_set_num_threads(1), true);
    (void)done;
}

}  // namespace

bool approximate_eigensystem(const DenseMatrix& a, const DenseMatrix* g, ApproximateEigensystem& result) {
    use_one_thread();
    if (!all_finite(a.entries) || (g && !all_finite(g->entries))) return false;
    const NearestRounding scope;
    const int n = static_cast<int>(a.rows), type = 1;
    const int work_size = 1 + 6 * n + 2 * n * n, integer_size = 3 + 5 * n;
    std::vector<double> work(static_cast<std::size_t>(work_size));
    std::vector<int> integers(static_cast<std::size_t>(integer_size));
    int info = 0;
    result.vectors = a;
    result.values.resize(a.rows);
    if (g) {
        std::vector<double> metric = g->entries;
        dsygvd_(&type, "V", "L", &n, result.vectors.entries.data(), &n, metric.data(), &n,
                result.values.data(), work.data(), &work_size, integers.data(), &integer_size, &info);
    } else {
        dsyevd_("V", "L", &n, result.vectors.entries.data(), &n, result.values.data(), work.data(),
                &work_size, integers.data(), &integer_size, &info);
    }
    // LAPACK's columns are rows here.
    return info == 0 && all_finite(result.values) && all_finite(result.vectors.entries);
}

}  // namespace dlncert::detail
