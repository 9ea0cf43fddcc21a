(** * Axioms of the headline theorems

    Written by ./index from statements.txt; do not edit.  What this file prints is compared
    with axioms.allowed by ./index --check, and shown in INDEX.md. *)

From DlnCert.theory Require Analytic.
From DlnCert.theory Require Analyticity.
From DlnCert.theory Require Blocks.
From DlnCert.theory Require Concavity.
From DlnCert.theory Require Convexity.
From DlnCert.theory Require Core.
From DlnCert.theory Require Critical.
From DlnCert.theory Require Definitions.
From DlnCert.theory Require Entropy.
From DlnCert.theory Require Equilibrium.
From DlnCert.theory Require Flow.
From DlnCert.theory Require Geodesics.
From DlnCert.theory Require Goals.
From DlnCert.theory Require Gradient.
From DlnCert.theory Require Hessian.
From DlnCert.theory Require Hyperbolic.
From DlnCert.theory Require Jensen.
From DlnCert.theory Require Krawczyk.
From DlnCert.theory Require Langevin.
From DlnCert.theory Require LangevinBounds.
From DlnCert.theory Require Limits.
From DlnCert.theory Require Loewner.
From DlnCert.theory Require MeanField.
From DlnCert.theory Require Minimiser.
From DlnCert.theory Require Monotone.
From DlnCert.theory Require Rates.
From DlnCert.theory Require Refutations.
From DlnCert.theory Require Riemannian.
From DlnCert.theory Require Roots.
From DlnCert.theory Require Rules.
From DlnCert.theory Require Schatten.
From DlnCert.theory Require Sharp.
From DlnCert.theory Require Smoothness.
From DlnCert.theory Require Sums.
From DlnCert.checker Require Claims.
From DlnCert.checker Require Gradients.
From DlnCert.checker Require Hardware.
From DlnCert.checker Require Identities.
From DlnCert.checker Require Signs.
From DlnCert.checker Require Specials.
From DlnCert.checker Require Steps.
From DlnCert.checker Require Subdivision.
From DlnCert Require Pin.

Definition audited_Claims := (
  Claims.proves_sound
).
Goal True. idtac "== checker/Claims.v". Abort.
Print Assumptions audited_Claims.

Definition audited_Hardware := (
  Hardware.hardware_proves_sound
).
Goal True. idtac "== checker/Hardware.v". Abort.
Print Assumptions audited_Hardware.

Definition audited_theory := (
  Core.I1,
  Core.I1_equality,
  Core.I1_fails_beyond_half,
  Sharp.I1_sharp,
  Core.I2,
  Core.I3,
  Core.I3_equality,
  Core.I4,
  Core.I4_equality,
  Entropy.entropy_finite_depth,
  Entropy.boltzmann_entropy_eq,
  Entropy.entropy_infinite_depth,
  Gradient.Lemma_3_1,
  Entropy.h_finite_eq,
  Entropy.h_infinite_eq,
  Gradient.Lemma_3_1_limit,
  Gradient.Lemma_3_1_limit_infinite,
  Hessian.Lemma_4_1,
  Hessian.Lemma_4_2,
  Hessian.Lemma_4_2_matrix,
  Blocks.Lemma_4_3,
  Blocks.Lemma_4_3_diagonal,
  Limits.Lemma_4_3_limit_alpha,
  Limits.Lemma_4_3_limit_gamma,
  Blocks.Lemma_4_4,
  Blocks.Lemma_4_4_half,
  Blocks.Lemma_4_5,
  Blocks.Lemma_4_5_rank_one,
  Blocks.Lemma_4_5_rank_one_2,
  Concavity.Theorem_1_9,
  Concavity.Theorem_1_9_integer,
  Concavity.Theorem_1_9_rank_one,
  Concavity.Theorem_1_9_concave,
  Concavity.Theorem_1_9_exception,
  Concavity.Theorem_1_9_fails_depth_1,
  Concavity.Theorem_1_9_fails_width_1,
  Riemannian.Lemma_5_1,
  Riemannian.Lemma_5_2,
  Riemannian.Theorem_1_10,
  Geodesics.hessian_along_geodesic,
  Geodesics.Theorem_1_10_geodesics,
  Riemannian.Theorem_1_10_infinite_depth,
  Riemannian.Theorem_1_10_infinite_depth_positive,
  Riemannian.Theorem_1_10_fails_infinite_depth,
  Riemannian.Theorem_1_10_fails_depth_1,
  Riemannian.Theorem_1_10_fails_width_1,
  Riemannian.X_2,
  Equilibrium.Lemma_6_1,
  Equilibrium.Lemma_6_2,
  Equilibrium.Lemma_6_2_equality,
  Minimiser.Lemma_6_3,
  Minimiser.Theorem_1_2,
  Equilibrium.equilibrium_on_diagonal,
  Refutations.Theorem_1_2_fails_existence,
  Refutations.Theorem_1_2_fails_uniqueness,
  Refutations.Theorem_1_2_exception,
  Refutations.Theorem_1_2_exception_uniqueness,
  Schatten.Schatten_1_23,
  Schatten.Constrained_1_32,
  Convexity.Remark_6_4,
  Rates.Lemma_6_5,
  Rates.Lemma_6_6,
  Rates.Theorem_1_3,
  Rates.Remark_6_8,
  Rates.rates_negative,
  Schatten.Schatten_rates,
  Flow.Lemma_7_1_metric,
  Flow.Lemma_7_1,
  MeanField.Section_8_3,
  MeanField.Section_8_3_integral,
  MeanField.Section_8_3_integral_strict,
  Loewner.entropy_hessian_increases,
  Loewner.entropy_hessian_without_first,
  Loewner.entropy_hessian_without_last,
  Loewner.free_energy_hessian_decreases,
  Loewner.X_3,
  Loewner.h_convex,
  Loewner.slope_determinant_pos,
  Loewner.slope_determinant_half,
  Loewner.slope_determinant_fails_beyond_half,
  Pin.Pin_I1,
  Pin.Pin_I1_infinite,
  Pin.Pin_I2,
  Pin.Pin_I3,
  Pin.Pin_I4,
  Pin.Pin_Theorem_1_9,
  Pin.Pin_Theorem_1_9_infinite,
  Pin.Pin_Theorem_1_9_hessian,
  Pin.Pin_X_2,
  Pin.Pin_Theorem_1_2,
  Analyticity.Theorem_1_8_analytic,
  Smoothness.Theorem_1_8,
  Smoothness.smooth1_g,
  Rules.rule_subdivide,
  Rules.rule_subdivide_mean_value,
  Rules.rule_subdivide_monotone,
  Goals.rule_subdivide_cut,
  Goals.rule_subdivide_parameter,
  Goals.rule_subdivide_parameter_increasing,
  Goals.rule_subdivide_outside,
  Goals.rule_taylor,
  Goals.rule_rational_ends,
  Goals.rule_peel,
  Goals.rule_factor,
  Goals.rule_sum,
  Goals.rule_zero,
  Goals.rule_monotone,
  Goals.rule_monotone_upper,
  Goals.rule_convex,
  Goals.rule_convex_stationary,
  Goals.rule_hypothesis,
  Goals.rule_eliminate,
  Goals.rule_substitute_exp,
  Goals.rule_substitute_exp_range,
  Goals.rule_substitute_log,
  Goals.rule_substitute_log_range,
  Goals.rule_substitute_reciprocal,
  Goals.rule_substitute_reciprocal_range,
  Goals.rule_substitute_power,
  Goals.rule_substitute_power_range,
  Goals.rule_scale,
  Goals.rule_drop,
  Goals.rule_integers,
  Goals.rule_any,
  Goals.rule_all,
  Goals.rule_identity,
  Goals.rule_witness,
  Rules.rule_pair_majorant,
  Rules.rule_factor_matrix,
  Rules.rule_pair_definite,
  Rules.rule_pair_rank_one,
  Rules.pair_form_second_derivative,
  Rules.rule_split,
  Rules.rule_peel_domain,
  Rules.rule_pair_semidefinite,
  Rules.rule_pair_indefinite,
  Roots.rule_extremum,
  Roots.rule_extremum_unbounded,
  Roots.rule_extrema,
  Roots.rule_root,
  Roots.rule_exclude,
  Krawczyk.rule_krawczyk,
  Krawczyk.contraction_principle,
  Krawczyk.invertible,
  Roots.rule_unique_root,
  Roots.rule_congruence,
  Roots.rule_congruence_centred,
  Roots.rule_homogeneous,
  Roots.rule_homogeneous_upper,
  Roots.rule_rewrite,
  Analytic.rule_analytic,
  Analytic.rule_analytic_pairs,
  Analytic.rule_analytic_continues,
  Critical.rule_pair_blocks,
  Monotone.rule_pair_monotone,
  Monotone.rule_pair_monotone_hessian,
  Monotone.rule_pair_monotone_bound,
  Monotone.rule_pair_monotone_count,
  Monotone.rule_pair_monotone_upper,
  Monotone.rule_pair_monotone_lower,
  Monotone.rule_pair_monotone_without_first,
  Monotone.rule_pair_monotone_without_last,
  Monotone.rule_pair_antitone,
  Monotone.rule_convex_energy,
  Monotone.rule_convex_energy_strict,
  Jensen.rule_jensen,
  Jensen.rule_jensen_strict,
  Jensen.rule_jensen_point_mass,
  Critical.rule_unique_equilibrium,
  Critical.rule_unique_equilibrium_minimum,
  LangevinBounds.is_derive_langevin',
  LangevinBounds.langevin'_decreasing,
  LangevinBounds.langevin''_near,
  LangevinBounds.remainder_bounds
).
Goal True. idtac "== theory". Abort.
Print Assumptions audited_theory.
