#pragma once
#include <dlncert/checker/domain.hpp>
#include <dlncert/statement/matrix.hpp>

namespace dlncert::checker {

/// Accepts iff the step proves the goal on the domain. @throws Rejected, naming the step.
void check_goal(const Goal& goal, const Domain& domain, const Step& step);

/// Accepts iff the two expressions are equal wherever both are defined (identity.hpp).
void check_identity(const Expression& left, const Expression& right, const std::string& what,
                    const Step& step);

// The rules that have files of their own. Rules that change variables:
void check_substitute(const Goal& goal, const Domain& domain, const Step& step);
void check_scale(const Goal& goal, const Domain& domain, const Step& step);
void check_drop(const Goal& goal, const Domain& domain, const Step& step);
void check_eliminate(const Goal& goal, const Domain& domain, const Step& step);

void check_convex(const Goal& goal, const Domain& domain, const Step& step);
void check_homogeneous(const Goal& goal, const Domain& domain, const Step& step);

/// A face of a domain's box, and the proof that a step gives for it.
struct RayFace {
    std::size_t variable;
    Rational end;
    Step proof;
};
/// The faces on which it is enough to prove that `bound` is exceeded (or reached) by what has the degree of
/// the step, homogeneous. The functions are shown to be defined and to have that degree. @throws Rejected
[[nodiscard]] std::vector<RayFace> homogeneous_faces(const std::vector<Expression>& functions,
                                                     const Rational& bound, const Domain& domain,
                                                     const Step& step);

/// Accepts iff the step proves the count of eigenvalues of the statement's entries, its
/// `smooth` functions being C¹, at every point of the domain. @throws Rejected
void check_count(const MatrixStatement& statement, const EigenvalueCount& count, const Domain& domain,
                 const Step& step);

}  // namespace dlncert::checker
