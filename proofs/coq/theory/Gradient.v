(** * Gradient of the entropy: Lemma 3.1

    At every point of the open orthant, which contains the closed chamber: no term is singular
    where two singular values coincide. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy.
Open Scope R_scope.

Lemma chamber_orthant d s : chamber d s -> orthant d s.
Proof. now intros []. Qed.

Lemma line_0 s v : line s v 0 = s.
Proof.
  apply FunctionalExtensionality.functional_extensionality. intros i. unfold line. ring.
Qed.

(** ** One pair *)

(** Composition with a real function of a real variable. *)
Lemma is_derive_comp_R (f u : R -> R) t f' u' :
  is_derive f (u t) f' -> is_derive u t u' -> is_derive (fun t => f (u t)) t (f' * u').
Proof.
  intros Hf Hu. evar_last; [exact (is_derive_comp f u t _ _ Hf Hu)|].
  unfold scal; simpl; unfold mult; simpl. ring.
Qed.

Lemma is_derive_mult_R (f g : R -> R) t f' g' : is_derive f t f' -> is_derive g t g' ->
  is_derive (fun t => f t * g t) t (f' * g t + f t * g').
Proof.
  intros Hf Hg. apply (is_derive_mult f g t f' g'); auto. intros; apply Rmult_comm.
Qed.

Lemma is_derive_ln_comp (X : R -> R) t X' : 0 < X t -> is_derive X t X' ->
  is_derive (fun t => ln (X t)) t (X' / X t).
Proof.
  intros Hp HX. evar_last.
  - apply (is_derive_comp_R ln X t (/ X t) X'); [|exact HX].
    now apply is_derive_Reals, derivable_pt_lim_ln.
  - unfold Rdiv. ring.
Qed.

Lemma is_derive_ln_diff (X Y : R -> R) t X' Y' : 0 < X t -> 0 < Y t ->
  is_derive X t X' -> is_derive Y t Y' ->
  is_derive (fun t => ln (X t) - ln (Y t)) t (X' / X t - Y' / Y t).
Proof. intros. apply @is_derive_minus; now apply is_derive_ln_comp. Qed.

Lemma is_derive_ln_ratio x y p q t : 0 < x + t * p -> 0 < y + t * q ->
  is_derive (fun t => ln (x + t * p) - ln (y + t * q)) t (p / (x + t * p) - q / (y + t * q)).
Proof.
  intros Hx Hy. auto_derive; [auto|]. field. lra.
Qed.

Lemma is_derive_pair_entropy nu (X Y : R -> R) t X' Y' : 0 < X t -> 0 < Y t ->
  is_derive X t X' -> is_derive Y t Y' ->
  is_derive (fun t => pair_entropy nu (X t) (Y t)) t
    (X' * h nu (X t) (Y t) + Y' * h nu (Y t) (X t)).
Proof.
  intros Hx Hy HX HY. unfold pair_entropy.
  set (u := fun t => ln (X t) - ln (Y t)).
  assert (Hu : is_derive u t (X' / X t - Y' / Y t)) by now apply is_derive_ln_diff.
  assert (H1 : is_derive (fun t => ln (X t) + ln (Y t)) t (X' / X t + Y' / Y t))
    by (apply @is_derive_plus; now apply is_derive_ln_comp).
  assert (H2 := is_derive_comp_R g u t _ _ (is_derive_g _) Hu).
  assert (H3 := is_derive_comp_R g (fun t => nu * u t) t _ _ (is_derive_g _)
                  (is_derive_scal u t nu _ Hu)).
  evar_last.
  - apply (is_derive_scal _ t (1/2)). apply @is_derive_minus; [|exact H3].
    apply @is_derive_plus; [apply is_derive_scal, H1|exact H2].
  - unfold minus, plus, opp, scal; simpl; unfold mult; simpl.
    unfold h. replace (ln (Y t) - ln (X t)) with (- u t) by (unfold u; ring).
    fold (u t). rewrite m_opp. unfold m. field. lra.
Qed.

(** ** Lemma 3.1 *)

Lemma dot_gradient nu d s v : dot d (gradient nu d s) v
  = \sum_(i < j < d) (v i * h nu (s i) (s j) + v j * h nu (s j) (s i)).
Proof.
  unfold dot, gradient.
  rewrite <- (sum_except_pairs d (fun i j => v i * h nu (s i) (s j))).
  apply sum_ext. intros i Hi. rewrite sum_except_scal. ring.
Qed.

Lemma is_derive_entropy_curve nu d c t v : orthant d (c t) -> is_velocity d c t v ->
  is_derive (fun t => entropy nu d (c t)) t (dot d (gradient nu d (c t)) v).
Proof.
  intros Ho Hv. rewrite dot_gradient.
  apply (is_derive_ext (fun t => \sum_(i < j < d) pair_entropy nu (c t i) (c t j))).
  { intros; now rewrite entropy_pairs. }
  apply (is_derive_sum_pairs d (fun i j t => pair_entropy nu (c t i) (c t j))
    (fun i j t => v i * h nu (c t i) (c t j) + v j * h nu (c t j) (c t i))).
  intros i j Hij. apply (is_derive_pair_entropy nu (fun t => c t i) (fun t => c t j));
    (apply Ho; lia) || (apply Hv; lia).
Qed.

Lemma line_velocity d s v t : is_velocity d (line s v) t v.
Proof. intros i _. unfold line. auto_derive; [trivial|ring]. Qed.

Lemma is_derive_entropy nu d s v t : orthant d (line s v t) ->
  is_derive (fun t => entropy nu d (line s v t)) t (dot d (gradient nu d (line s v t)) v).
Proof. intros Ho. apply is_derive_entropy_curve; [exact Ho|apply line_velocity]. Qed.

(** The gradient has components [\sum_(j <> i) h nu (s i) (s j)], (3.9) and (3.18). *)
Theorem Lemma_3_1 nu d s : orthant d s -> is_gradient d (entropy nu d) s (gradient nu d s).
Proof. intros Ho c t v <- Hv. now apply is_derive_entropy_curve. Qed.

Lemma h_diagonal nu x : h nu x x = (1 - nu) / (2 * x).
Proof. unfold h. rewrite Rminus_eq_0, m_0. f_equal. ring. Qed.

Lemma gradient_scalar nu d s i : (i < d)%nat ->
  gradient nu d (scalar s) i = (INR d - 1) * ((1 - nu) / (2 * s)).
Proof.
  intros Hi. unfold gradient, scalar. rewrite h_diagonal. now apply sum_except_const.
Qed.

Lemma continuous_h nu x y : 0 < x -> 0 < y -> continuous (h nu x) y.
Proof.
  intros Hx Hy. apply (@ex_derive_continuous R_AbsRing R_NormedModule). unfold h, Rdiv.
  apply @ex_derive_mult; [|apply ex_derive_const].
  apply @ex_derive_plus; [apply ex_derive_const|].
  apply (ex_derive_comp (m nu) (fun y => ln x - ln y)).
  - eexists. apply is_derive_m.
  - auto_derive. exact Hy.
Qed.

Lemma lim_h_diagonal nu x (f : R -> R) : 0 < x ->
  (forall y, 0 < y -> x <> y -> h nu x y = f y) -> is_lim f x ((1 - nu) / (2 * x)).
Proof.
  intros Hx Hf. apply (is_lim_ext_loc (h nu x)).
  - exists (mkposreal x Hx). intros y Hy Hne. apply Hf; [|auto].
    apply Rabs_def2 in Hy. unfold minus, plus, opp in Hy; simpl in Hy. lra.
  - rewrite <- h_diagonal. apply is_lim_continuity, continuity_pt_filterlim.
    now apply continuous_h.
Qed.

(** Each summand has the limit (3.10) as [s j] tends to [s i]. *)
Theorem Lemma_3_1_limit nu x : 0 < nu -> 0 < x ->
  is_lim (h_finite nu x) x ((1 - nu) / (2 * x)).
Proof.
  intros Hn Hx. apply (lim_h_diagonal nu x _ Hx). intros y Hy Hne. apply h_finite_eq; lra.
Qed.

Theorem Lemma_3_1_limit_infinite x : 0 < x -> is_lim (h_infinite x) x (1 / (2 * x)).
Proof.
  intros Hx. replace (1 / (2 * x)) with ((1 - 0) / (2 * x)) by (f_equal; ring).
  apply (lim_h_diagonal 0 x _ Hx). intros y Hy Hne. now apply h_infinite_eq.
Qed.

(** Radial derivative: scaling adds [c d (d - 1) / 2] per unit of the logarithm. *)
Lemma h_radial nu x y : 0 < x -> 0 < y -> x * h nu x y + y * h nu y x = 1 - nu.
Proof.
  intros Hx Hy. unfold h. replace (ln y - ln x) with (- (ln x - ln y)) by ring.
  rewrite m_opp. field. lra.
Qed.
