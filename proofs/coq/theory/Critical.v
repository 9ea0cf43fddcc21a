(** * The rules pair-blocks and unique-equilibrium, for every width

    The rules of lib/dlncert/rules that conclude about a sum over pairs from claims about one pair.
    [P] is any function of two positive numbers with the derivatives that are named: that it is analytic,
    which the rules ask for, is used only so far as that gives them.  Nothing of the model occurs. *)

From Coq Require Import Reals Ranalysis5 Lra Lia Psatz Bool.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Gradient Hessian Concavity Equilibrium Minimiser Rules.
Open Scope R_scope.

(** ** The Hessian of a sum over pairs *)

(** [P] has the partial derivatives [Px] and [Py] where [x] and [y] are positive: the chain rule holds. *)
Definition has_slopes (P Px Py : R -> R -> R) : Prop := forall (X Y : R -> R) t X' Y',
  0 < X t -> 0 < Y t -> is_derive X t X' -> is_derive Y t Y' ->
  is_derive (fun t => P (X t) (Y t)) t (Px (X t) (Y t) * X' + Py (X t) (Y t) * Y').

(** Entry [(k, l)] of the block [[a b] [b c]] in the rows and columns [i] and [j]. *)
Definition embedded (a b c : R) (i j k l : nat) : R :=
  if Nat.eqb k i && Nat.eqb l i then a else if Nat.eqb k j && Nat.eqb l j then c
  else if (Nat.eqb k i && Nat.eqb l j) || (Nat.eqb k j && Nat.eqb l i) then b else 0.

(** The Christoffel symbol with upper index [n] of a diagonal metric whose entry at [i] depends on the
    singular value [i] only; [G] is half the logarithmic derivative of that entry. *)
Definition diagonal_christoffel (G : R -> R) (s : vec) (n k l : nat) : R :=
  if Nat.eqb k n && Nat.eqb l n then G (s n) else 0.

Lemma sum_of_sum_pairs m n (A : nat -> nat -> nat -> R) :
  \sum_(k < m) \sum_(i < j < n) A i j k = \sum_(i < j < n) \sum_(k < m) A i j k.
Proof.
  induction m as [|m IH]; cbn [sum]; [now rewrite sum_pairs_zero|]. now rewrite IH, <- sum_pairs_plus.
Qed.

Lemma sum_at d i c v : (i < d)%nat -> \sum_(k < d) ((if Nat.eqb k i then c else 0) * v k) = c * v i.
Proof.
  intros Hi. rewrite (sum_single d i _ Hi), Nat.eqb_refl; [reflexivity|].
  intros j _ Hj. apply Nat.eqb_neq in Hj. rewrite Hj. ring.
Qed.

Section PairBlocks.

Variables P Px Py Pxx Pxy Pyy : R -> R -> R.
Hypothesis HP : has_slopes P Px Py.
Hypothesis HPx : has_slopes Px Pxx Pxy.
Hypothesis HPy : has_slopes Py Pxy Pyy.

Let F (d : nat) (s : vec) : R := \sum_(i < j < d) P (s i) (s j).

(** Its partial derivatives. *)
Definition pairs_gradient (d : nat) (s : vec) (k : nat) : R := \sum_(i < j < d)
  ((if Nat.eqb k i then Px (s i) (s j) else 0) + (if Nat.eqb k j then Py (s i) (s j) else 0)).

Definition pairs_hessian (d : nat) (s : vec) (k l : nat) : R := \sum_(i < j < d)
  embedded (Pxx (s i) (s j)) (Pxy (s i) (s j)) (Pyy (s i) (s j)) i j k l.

Lemma pairs_is_gradient d s : orthant d s -> is_gradient d (F d) s (pairs_gradient d s).
Proof.
  intros Ho c t v <- Hv. unfold dot, pairs_gradient.
  rewrite (sum_ext d _ (fun k => \sum_(i < j < d)
    (((if Nat.eqb k i then Px (c t i) (c t j) else 0) + (if Nat.eqb k j then Py (c t i) (c t j) else 0)) * v k))).
  2:{ intros k _. rewrite Rmult_comm, <- sum_pairs_scal. apply sum_pairs_ext. intros; ring. }
  rewrite (sum_of_sum_pairs d d (fun i j k =>
    ((if Nat.eqb k i then Px (c t i) (c t j) else 0) + (if Nat.eqb k j then Py (c t i) (c t j) else 0)) * v k)).
  rewrite (sum_pairs_ext d _ (fun i j => Px (c t i) (c t j) * v i + Py (c t i) (c t j) * v j)).
  - apply (is_derive_sum_pairs d (fun i j t => P (c t i) (c t j))
      (fun i j t => Px (c t i) (c t j) * v i + Py (c t i) (c t j) * v j)).
    intros i j Hij. apply (HP (fun t => c t i) (fun t => c t j)); (apply Ho; lia) || (apply Hv; lia).
  - intros i j Hij. rewrite (sum_ext d _ (fun k => (if Nat.eqb k i then Px (c t i) (c t j) else 0) * v k
      + (if Nat.eqb k j then Py (c t i) (c t j) else 0) * v k)) by (intros; ring).
    rewrite sum_plus, !sum_at by lia. reflexivity.
Qed.

Lemma embedded_row a b c i j k (v : vec) d : (i < j < d)%nat ->
  \sum_(l < d) (embedded a b c i j k l * v l)
  = (if Nat.eqb k i then a * v i + b * v j else 0) + (if Nat.eqb k j then b * v i + c * v j else 0).
Proof.
  intros Hij.
  rewrite (sum_ext d _ (fun l =>
    (if Nat.eqb l i then (if Nat.eqb k i then a else 0) + (if Nat.eqb k j then b else 0) else 0) * v l
    + (if Nat.eqb l j then (if Nat.eqb k i then b else 0) + (if Nat.eqb k j then c else 0) else 0) * v l)).
  - rewrite sum_plus, !sum_at by lia. destruct (Nat.eqb k i), (Nat.eqb k j); ring.
  - intros l _. unfold embedded.
    destruct (Nat.eqb_spec k i), (Nat.eqb_spec k j), (Nat.eqb_spec l i), (Nat.eqb_spec l j); simpl;
      subst; lia || ring.
Qed.

Lemma pairs_is_hessian d s k : orthant d s ->
  is_gradient d (fun s => pairs_gradient d s k) s (pairs_hessian d s k).
Proof.
  intros Ho c t v <- Hv. unfold dot, pairs_hessian.
  rewrite (sum_ext d _ (fun l => \sum_(i < j < d)
    (embedded (Pxx (c t i) (c t j)) (Pxy (c t i) (c t j)) (Pyy (c t i) (c t j)) i j k l * v l))).
  2:{ intros l _. rewrite Rmult_comm, <- sum_pairs_scal. apply sum_pairs_ext. intros; ring. }
  rewrite (sum_of_sum_pairs d d (fun i j l =>
    embedded (Pxx (c t i) (c t j)) (Pxy (c t i) (c t j)) (Pyy (c t i) (c t j)) i j k l * v l)).
  rewrite (sum_pairs_ext d _ (fun i j =>
    (if Nat.eqb k i then Pxx (c t i) (c t j) * v i + Pxy (c t i) (c t j) * v j else 0)
    + (if Nat.eqb k j then Pxy (c t i) (c t j) * v i + Pyy (c t i) (c t j) * v j else 0)))
    by (intros; now apply embedded_row).
  apply (is_derive_sum_pairs d (fun i j t =>
      (if Nat.eqb k i then Px (c t i) (c t j) else 0) + (if Nat.eqb k j then Py (c t i) (c t j) else 0))
    (fun i j t =>
      (if Nat.eqb k i then Pxx (c t i) (c t j) * v i + Pxy (c t i) (c t j) * v j else 0)
      + (if Nat.eqb k j then Pxy (c t i) (c t j) * v i + Pyy (c t i) (c t j) * v j else 0))).
  intros i j Hij. assert (Hi : 0 < c t i) by (apply Ho; lia). assert (Hj : 0 < c t j) by (apply Ho; lia).
  assert (Di := Hv i ltac:(lia)). assert (Dj := Hv j ltac:(lia)).
  apply @is_derive_plus.
  - destruct (Nat.eqb k i); [|apply @is_derive_const].
    exact (HPx (fun t => c t i) (fun t => c t j) t _ _ Hi Hj Di Dj).
  - destruct (Nat.eqb k j); [|apply @is_derive_const].
    exact (HPy (fun t => c t i) (fun t => c t j) t _ _ Hi Hj Di Dj).
Qed.

(** The metric changes the diagonal entry [k] by [G (s k)] times component [k] of the gradient. *)
Lemma christoffel_pairs G d s k l : (k < d)%nat ->
  \sum_(n < d) (diagonal_christoffel G s n k l * pairs_gradient d s n) = \sum_(i < j < d)
    embedded (G (s i) * Px (s i) (s j)) 0 (G (s j) * Py (s i) (s j)) i j k l.
Proof.
  intros Hk. unfold diagonal_christoffel. rewrite (sum_single d k _ Hk), Nat.eqb_refl; simpl.
  - unfold pairs_gradient. rewrite <- sum_pairs_scal. apply sum_pairs_ext. intros i j Hij. unfold embedded.
    destruct (Nat.eqb_spec l k), (Nat.eqb_spec k i), (Nat.eqb_spec k j), (Nat.eqb_spec l i),
      (Nat.eqb_spec l j); simpl; subst; lia || ring.
  - intros n _ Hn. apply not_eq_sym, Nat.eqb_neq in Hn. rewrite Hn. simpl. ring.
Qed.

(** Rule pair-blocks: [F] has the gradient [p] on the chamber, that has the derivative [H], and the Hessian
    with the metric, [H k l - \sum_n Gamma^n_kl p n], is the sum of the embedded blocks.  Without a metric
    [G = 0]. *)
Theorem rule_pair_blocks (G : R -> R) (a b c : R -> R -> R) :
  (forall x y, 0 < x -> 0 < y -> Pxx x y - G x * Px x y = a x y /\ Pxy x y = b x y
                               /\ Pyy x y - G y * Py x y = c x y) ->
  forall d, exists (p : vec -> vec) (H : vec -> nat -> nat -> R), forall s, chamber d s ->
    is_gradient d (F d) s (p s) /\
    (forall k, is_gradient d (fun s => p s k) s (H s k)) /\
    forall k l, (k < d)%nat -> (l < d)%nat ->
      H s k l - \sum_(n < d) (diagonal_christoffel G s n k l * p s n)
      = \sum_(i < j < d) embedded (a (s i) (s j)) (b (s i) (s j)) (c (s i) (s j)) i j k l.
Proof.
  intros Habc d. exists (pairs_gradient d), (pairs_hessian d). intros s Hs.
  assert (Ho := chamber_orthant d s Hs). split; [now apply pairs_is_gradient|].
  split; [intros; now apply pairs_is_hessian|]. intros k l Hk Hl. rewrite christoffel_pairs by assumption.
  unfold pairs_hessian.
  apply Rplus_eq_reg_r with (r := \sum_(i < j < d)
    embedded (G (s i) * Px (s i) (s j)) 0 (G (s j) * Py (s i) (s j)) i j k l).
  rewrite <- sum_pairs_plus. ring_simplify. apply sum_pairs_ext. intros i j Hij.
  destruct (Habc (s i) (s j)) as [<- [<- <-]]; [apply Ho; lia|apply Ho; lia|]. unfold embedded.
  destruct (Nat.eqb k i && Nat.eqb l i), (Nat.eqb k j && Nat.eqb l j),
    (Nat.eqb k i && Nat.eqb l j || Nat.eqb k j && Nat.eqb l i); ring.
Qed.

End PairBlocks.

(** ** Exactly one critical point *)

Definition unit_vector (i : nat) : vec := fun j => if Nat.eqb j i then 1 else 0.

(** All partial derivatives of [F] are 0 at [s]. *)
Definition critical (d : nat) (F : vec -> R) (s : vec) : Prop :=
  forall i, (i < d)%nat -> is_derive (fun t => F (line s (unit_vector i) t)) 0 0.

(** [phi (\sum psi (s i)) - w \sum_(i < j) P (s i) (s j)] *)
Definition spectral_minus_pairs (phi psi : R -> R) (w : R) (P : R -> R -> R) (d : nat) (s : vec) : R :=
  phi (\sum_(i < d) psi (s i)) - w * \sum_(i < j < d) P (s i) (s j).

(** What the rule asks of one pair: analytic for positive arguments (here: its derivatives), [x P_x + y P_y]
    constant (both in [pair_function]), symmetric, and the signs at [(1, e^-u)]. *)
Record attracting_pair (P Px Py Pxx Pxy Pyy : R -> R -> R) : Prop := {
  attracting_function : pair_function P Px Py Pxx Pxy Pyy;
  attracting_symmetric : forall x y, 0 < x -> 0 < y -> P x y = P y x;
  attracting_concave : forall u, 0 <= u -> Pxx 1 (exp (- u)) < 0 /\ Pyy 1 (exp (- u)) < 0;
  attracting_comparison : forall u, 0 <= u -> Px 1 (exp (- u)) <= Py 1 (exp (- u));
  attracting_force : 0 < Px 1 1
}.

(** What it asks of the energy.  Of [phi] nothing matters but its values at [d psi(s)]: at an end of the
    range of [d psi] it can be continued so that one-sided derivatives are derivatives. *)
Record spectral_rule_energy (phi dphi psi dpsi ddpsi : R -> R) (d : nat) : Prop := {
  rule_phi : forall s, 0 < s -> is_derive phi (INR d * psi s) (dphi (INR d * psi s));
  rule_phi_slope : forall s, 0 < s -> 0 <= dphi (INR d * psi s);
  rule_psi : forall s, 0 < s -> is_derive psi s (dpsi s);
  rule_psi_slope : forall s, 0 < s -> is_derive dpsi s (ddpsi s);
  rule_psi_convex : forall s, 0 < s -> 0 <= ddpsi s
}.

(** The convex energies: [phi'' >= 0] too, and [R(a) > 0] somewhere. *)
Record convex_rule_energy (dphi ddphi psi dpsi : R -> R) (d : nat) : Prop := {
  rule_phi_slopes : forall s, 0 < s -> is_derive dphi (INR d * psi s) (ddphi (INR d * psi s));
  rule_phi_convex : forall s, 0 < s -> 0 <= ddphi (INR d * psi s);
  rule_increases : exists a, 0 < a /\ 0 < a * dphi (INR d * psi a) * dpsi a
}.

(** The three ways of being strict. *)
Definition strict_somewhere (Px Py : R -> R -> R) (ddpsi : R -> R) (d : nat) : Prop :=
  (3 <= d)%nat \/ (forall u, 0 < u -> Px 1 (exp (- u)) < Py 1 (exp (- u))) \/
  (forall s, 0 < s -> 0 < ddpsi s).

(** Functions that increase (strictly) by the sign of their derivative. *)
Lemma increasing_pos (f df : R -> R) x y : (forall s, 0 < s -> is_derive f s (df s)) ->
  (forall s, 0 < s -> 0 <= df s) -> 0 < x <= y -> f x <= f y.
Proof.
  intros Hd Hp [Hx [Hxy| ->]]; [|lra]. destruct (MVT_cor2 f df x y Hxy) as [c [E Hc]].
  { intros z Hz. apply is_derive_Reals, Hd. lra. }
  assert (0 <= df c * (y - x)) by (apply Rmult_le_pos; [apply Hp|]; lra). lra.
Qed.

Lemma increasing_pos_strict (f df : R -> R) x y : (forall s, 0 < s -> is_derive f s (df s)) ->
  (forall s, 0 < s -> 0 < df s) -> 0 < x < y -> f x < f y.
Proof.
  intros Hd Hp [Hx Hxy]. destruct (MVT_cor2 f df x y Hxy) as [c [E Hc]].
  { intros z Hz. apply is_derive_Reals, Hd. lra. }
  assert (0 < df c * (y - x)) by (apply Rmult_lt_0_compat; [apply Hp|]; lra). lra.
Qed.

(** A continuous function on the positive numbers takes what lies between two of its values. *)
Lemma value_between (f : R -> R) x y v : (forall s, 0 < s -> continuity_pt f s) -> 0 < x -> 0 < y ->
  f x <= v <= f y -> exists s, 0 < s /\ f s = v.
Proof.
  intros Hc Hx Hy [[H1|E] [H2|E']]; try (now exists x); try (now exists y).
  destruct (Rtotal_order x y) as [H|[->|H]]; [|lra|].
  - destruct (IVT_interv (fun s => f s - v) x y) as [s [Hs E]]; [|exact H|lra|lra|exists s; split; lra].
    intros a Ha. apply continuity_pt_minus; [apply Hc; lra|]. apply continuity_pt_const. now intros ? ?.
  - destruct (IVT_interv (fun s => v - f s) y x) as [s [Hs E]]; [|exact H|lra|lra|exists s; split; lra].
    intros a Ha. apply continuity_pt_minus; [|apply Hc; lra]. apply continuity_pt_const. now intros ? ?.
Qed.

Section Energy.

Variables (phi dphi ddphi psi dpsi ddpsi : R -> R) (d : nat).
Hypothesis HE : spectral_rule_energy phi dphi psi dpsi ddpsi d.

Lemma continuity_psi s : 0 < s -> continuity_pt psi s.
Proof.
  intros Hs. apply derivable_continuous_pt. exists (dpsi s). apply is_derive_Reals.
  now apply (rule_psi _ _ _ _ _ _ HE).
Qed.

(** A sum of values of [psi] is [n] times a value. *)
Lemma sum_is_multiple n s : (1 <= n)%nat -> (forall i, (i < n)%nat -> 0 < s i) ->
  exists x, 0 < x /\ \sum_(i < n) psi (s i) = INR n * psi x.
Proof.
  induction n as [|[|n] IH]; intros Hn Hs; [lia| |].
  - exists (s 0%nat). split; [apply Hs; lia|]. simpl. ring.
  - destruct IH as [x [Hx E]]; [lia|intros; apply Hs; lia|]. assert (Hl := Hs (S n) ltac:(lia)).
    assert (HI := lt_0_INR (S n) ltac:(lia)). set (m := S n) in *.
    change (sum (S m) (fun i => psi (s i))) with (\sum_(i < m) psi (s i) + psi (s m)). rewrite E, S_INR.
    assert (HV : exists z, 0 < z /\ psi z = (INR m * psi x + psi (s m)) / (INR m + 1)).
    { assert (Hv : forall p q, p <= q -> p <= (INR m * p + q) / (INR m + 1) <= q /\
        p <= (INR m * q + p) / (INR m + 1) <= q).
      { intros p q Hpq. assert (H1 : 0 < INR m + 1) by lra.
        split; split; apply (Rmult_le_reg_r (INR m + 1)); try exact H1; unfold Rdiv;
          rewrite ?(Rmult_assoc _ (/ _)), ?Rinv_l by lra; nra. }
      destruct (Rle_lt_dec (psi x) (psi (s m))) as [H|H].
      - apply (value_between psi x (s m)); auto using continuity_psi. now apply Hv.
      - apply (value_between psi (s m) x); auto using continuity_psi. now apply (Hv (psi (s m)) (psi x)), Rlt_le. }
    destruct HV as [z [Hz Ez]]. exists z. split; [exact Hz|]. rewrite Ez. field. lra.
Qed.

Lemma trace_multiple s : (1 <= d)%nat -> orthant d s -> exists x, 0 < x /\ trace psi d s = INR d * psi x.
Proof. intros Hd Hs. now apply sum_is_multiple. Qed.

Lemma rule_energy_spectral : (1 <= d)%nat -> spectral_energy phi dphi psi dpsi d.
Proof.
  intros Hd. split.
  - apply (rule_psi _ _ _ _ _ _ HE).
  - intros s Hs. destruct (trace_multiple s Hd Hs) as [x [Hx ->]]. now apply (rule_phi _ _ _ _ _ _ HE).
  - intros s Hs. destruct (trace_multiple s Hd Hs) as [x [Hx ->]]. now apply (rule_phi_slope _ _ _ _ _ _ HE).
  - intros x y Hxy. apply (increasing_pos dpsi ddpsi); [|exact (rule_psi_convex _ _ _ _ _ _ HE)|exact Hxy].
    exact (rule_psi_slope _ _ _ _ _ _ HE).
Qed.

Lemma rule_energy_convex : (1 <= d)%nat -> convex_rule_energy dphi ddphi psi dpsi d ->
  convex_energy phi dphi psi dpsi d.
Proof.
  intros Hd HC. assert (HI := lt_0_INR d Hd). split; [now apply rule_energy_spectral| | | |].
  - intros s r Hs Hr. destruct (trace_multiple s Hd Hs) as [x [Hx ->]].
    destruct (trace_multiple r Hd Hr) as [y [Hy ->]]. intros [Hlt|E]; [|rewrite E; lra].
    destruct (MVT_cor2 dphi ddphi (INR d * psi x) (INR d * psi y) Hlt) as [c [E Hc]].
    { intros v Hv. apply is_derive_Reals.
      destruct (value_between (fun s => INR d * psi s) x y v) as [z [Hz <-]]; auto.
      - intros z Hz. apply continuity_pt_scal. now apply continuity_psi.
      - now apply (rule_phi_slopes _ _ _ _ _ HC). }
    assert (0 <= ddphi c); [|nra].
    destruct (value_between (fun s => INR d * psi s) x y c) as [z [Hz <-]]; auto; [|lra|].
    + intros z Hz. apply continuity_pt_scal. now apply continuity_psi.
    + now apply (rule_phi_convex _ _ _ _ _ HC).
  - intros s Hs. destruct (trace_multiple s Hd Hs) as [x [Hx ->]].
    apply (@ex_derive_continuous R_AbsRing R_NormedModule). eexists.
    now apply (rule_phi_slopes _ _ _ _ _ HC).
  - intros x Hx. apply (@ex_derive_continuous R_AbsRing R_NormedModule). eexists.
    now apply (rule_psi_slope _ _ _ _ _ _ HE).
  - destruct (rule_increases _ _ _ _ _ HC) as [a [Ha Hp]]. exists a. split; [exact Ha|].
    rewrite Rmult_assoc in Hp. apply (Rmult_lt_reg_l a); [exact Ha|]. now rewrite Rmult_0_r.
Qed.

End Energy.

(** Partial derivatives are derivatives along lines. *)
Section LinePartial.

Variables G Gx Gy : R -> R -> R.
Hypothesis HG : forall x y p q t, 0 < x + t * p -> 0 < y + t * q ->
  is_derive (fun t => G (x + t * p) (y + t * q)) t
    (Gx (x + t * p) (y + t * q) * p + Gy (x + t * p) (y + t * q) * q).

Lemma line_partial_x x y : 0 < x -> 0 < y -> is_derive (fun z => G z y) x (Gx x y).
Proof.
  intros Hx Hy. apply (is_derive_ext (fun t => G (0 + t * 1) (y + t * 0))); [intros; f_equal; ring|].
  assert (D := HG 0 y 1 0 x). replace (0 + x * 1) with x in D by ring.
  replace (y + x * 0) with y in D by ring. evar_last; [now apply D|ring].
Qed.

Lemma line_partial_y x y : 0 < x -> 0 < y -> is_derive (fun z => G x z) y (Gy x y).
Proof.
  intros Hx Hy. apply (is_derive_ext (fun t => G (x + t * 0) (0 + t * 1))); [intros; f_equal; ring|].
  assert (D := HG x 0 0 1 y). replace (0 + y * 1) with y in D by ring.
  replace (x + y * 0) with x in D by ring. evar_last; [now apply D|ring].
Qed.

End LinePartial.

Section Attracting.

Variables P Px Py Pxx Pxy Pyy : R -> R -> R.
Hypothesis HA : attracting_pair P Px Py Pxx Pxy Pyy.

Let HP := attracting_function _ _ _ _ _ _ HA.

Lemma pair_partial_x x y : 0 < x -> 0 < y -> is_derive (fun z => P z y) x (Px x y).
Proof. apply (line_partial_x _ _ _ (pair_d _ _ _ _ _ _ HP)). Qed.

Lemma pair_partial_y x y : 0 < x -> 0 < y -> is_derive (fun z => P x z) y (Py x y).
Proof. apply (line_partial_y _ _ _ (pair_d _ _ _ _ _ _ HP)). Qed.

Lemma slope_partial_x x y : 0 < x -> 0 < y -> is_derive (fun z => Px z y) x (Pxx x y).
Proof. apply (line_partial_x _ _ _ (pair_dx _ _ _ _ _ _ HP)). Qed.

Lemma slope_partial_y x y : 0 < x -> 0 < y -> is_derive (fun z => Py x z) y (Pyy x y).
Proof. apply (line_partial_y _ _ _ (pair_dy _ _ _ _ _ _ HP)). Qed.

Lemma near_positive x (Q : R -> Prop) : 0 < x -> (forall z, 0 < z -> Q z) -> locally x Q.
Proof.
  intros Hx H. exists (mkposreal x Hx). intros z Hz. apply H.
  apply Rabs_def2 in Hz. unfold minus, plus, opp in Hz; simpl in Hz. lra.
Qed.

(** By symmetry the slopes are exchanged. *)
Lemma slopes_exchanged x y : 0 < x -> 0 < y -> Py x y = Px y x.
Proof.
  intros Hx Hy. rewrite <- (is_derive_unique _ _ _ (pair_partial_y x y Hx Hy)).
  apply is_derive_unique, (is_derive_ext_loc (fun z => P z x)); [|now apply pair_partial_x].
  apply near_positive; [exact Hy|]. intros z Hz. now apply (attracting_symmetric _ _ _ _ _ _ HA).
Qed.

Lemma second_exchanged x y : 0 < x -> 0 < y -> Pyy x y = Pxx y x.
Proof.
  intros Hx Hy. rewrite <- (is_derive_unique _ _ _ (slope_partial_y x y Hx Hy)).
  apply is_derive_unique, (is_derive_ext_loc (fun z => Px z x)); [|now apply slope_partial_x].
  apply near_positive; [exact Hy|]. intros z Hz. symmetry. now apply slopes_exchanged.
Qed.

Lemma at_ratio x y : 0 < y <= x -> exists u, 0 <= u /\ y / x = exp (- u) /\ (y < x -> 0 < u).
Proof.
  intros Hxy. exists (- ln (y / x)).
  assert (Hq : 0 < y / x) by (apply Rdiv_lt_0_compat; lra). rewrite Ropp_involutive, exp_ln by exact Hq.
  assert (Hln : ln (y / x) = ln y - ln x) by (apply ln_div; lra). repeat split.
  - assert (ln y <= ln x) by (apply ln_le; lra). lra.
  - intros H. assert (ln y < ln x) by (apply ln_increasing; lra). lra.
Qed.

Lemma ratio_scaled x y : 0 < x -> / x * x = 1 /\ / x * y = y / x.
Proof. intros Hx. split; field; lra. Qed.

(** [P_xx < 0] everywhere, by homogeneity and symmetry. *)
Lemma second_negative x y : 0 < x -> 0 < y -> Pxx x y < 0.
Proof.
  intros Hx Hy. destruct (Rle_lt_dec y x) as [H|H].
  - destruct (at_ratio x y ltac:(lra)) as [u [Hu [E _]]].
    destruct (ratio_scaled x y Hx) as [E1 E2]. assert (Hi := Rinv_0_lt_compat _ Hx).
    rewrite <- (homogeneous_2x _ _ _ (pair_dx _ _ _ _ _ _ HP) (euler_x _ _ _ _ _ _ HP) (/ x) x y)
      by assumption. rewrite E1, E2, E.
    assert (Hs := proj1 (attracting_concave _ _ _ _ _ _ HA u Hu)).
    assert (0 < (/ x)^2) by now apply pow_lt. nra.
  - rewrite <- second_exchanged by assumption. destruct (at_ratio y x ltac:(lra)) as [u [Hu [E _]]].
    destruct (ratio_scaled y x Hy) as [E1 E2]. assert (Hi := Rinv_0_lt_compat _ Hy).
    rewrite <- (homogeneous_2y _ _ _ (pair_dy _ _ _ _ _ _ HP) (euler_y _ _ _ _ _ _ HP) (/ y) y x)
      by assumption. rewrite E1, E2, E.
    assert (Hs := proj2 (attracting_concave _ _ _ _ _ _ HA u Hu)).
    assert (0 < (/ y)^2) by now apply pow_lt. nra.
Qed.

Lemma slope_decreases t x y : 0 < t -> 0 < x < y -> Px y t < Px x t.
Proof.
  intros Ht Hxy. enough (- Px x t < - Px y t) by lra.
  apply (increasing_pos_strict (fun z => - Px z t) (fun z => - Pxx z t)); [| |exact Hxy].
  - intros s Hs. apply (@is_derive_opp R_AbsRing R_NormedModule (fun z => Px z t)). now apply slope_partial_x.
  - intros s Hs. generalize (second_negative s t Hs Ht). lra.
Qed.

Lemma slope_swap x y : 0 < x -> 0 < y ->
  Px x y = / x * Px 1 (y / x) /\ Px y x = / x * Py 1 (y / x).
Proof.
  intros Hx Hy. destruct (ratio_scaled x y Hx) as [E1 E2]. assert (Hi := Rinv_0_lt_compat _ Hx).
  assert (Ex : forall a b, 0 < a -> 0 < b -> Px a b + a * Pxx a b + b * Pxy a b = 0)
    by apply (euler_x _ _ _ _ _ _ HP).
  assert (Ey : forall a b, 0 < a -> 0 < b -> Py a b + a * Pxy a b + b * Pyy a b = 0)
    by apply (euler_y _ _ _ _ _ _ HP).
  rewrite <- (slopes_exchanged x y) by assumption.
  rewrite <- (homogeneous_1 _ _ _ (pair_dx _ _ _ _ _ _ HP) Ex (/ x) x y) by assumption.
  rewrite <- (homogeneous_1 _ _ _ (pair_dy _ _ _ _ _ _ HP) Ey (/ x) x y) by assumption.
  now rewrite E1, E2.
Qed.

Lemma slope_comparison x y : 0 < y <= x -> Px x y <= Px y x.
Proof.
  intros Hxy. destruct (slope_swap x y) as [-> ->]; try lra.
  destruct (at_ratio x y Hxy) as [u [Hu [-> _]]].
  apply Rmult_le_compat_l; [apply Rlt_le, Rinv_0_lt_compat; lra|].
  now apply (attracting_comparison _ _ _ _ _ _ HA).
Qed.

Lemma slope_comparison_strict x y : (forall u, 0 < u -> Px 1 (exp (- u)) < Py 1 (exp (- u))) ->
  0 < y < x -> Px x y < Px y x.
Proof.
  intros Hs Hxy. destruct (slope_swap x y) as [-> ->]; try lra.
  destruct (at_ratio x y ltac:(lra)) as [u [Hu [-> Hu']]].
  apply Rmult_lt_compat_l; [apply Rinv_0_lt_compat; lra|]. apply Hs, Hu'. lra.
Qed.

(** Component [i] of the gradient of the sum over pairs. *)
Definition attraction (d : nat) (s : vec) (i : nat) : R := \sum_(j < d without i) Px (s i) (s j).

Lemma pairs_slope d s v : orthant d s ->
  \sum_(i < j < d) (Px (s i) (s j) * v i + Py (s i) (s j) * v j) = dot d (attraction d s) v.
Proof.
  intros Ho. unfold dot, attraction.
  rewrite (sum_ext d _ (fun i => \sum_(j < d without i) (v i * Px (s i) (s j))))
    by (intros; rewrite sum_except_scal; apply Rmult_comm).
  rewrite (sum_except_pairs d (fun i j => v i * Px (s i) (s j))). apply sum_pairs_ext. intros i j Hij.
  rewrite slopes_exchanged by (apply Ho; lia). ring.
Qed.

(** The sum of [s i] times component [i]: [x P_x + y P_y] is constant. *)
Lemma attraction_radial d s : orthant d s ->
  dot d (attraction d s) s = INR d * (INR d - 1) * Px 1 1.
Proof.
  intros Ho. rewrite <- pairs_slope by assumption. destruct (pair_euler _ _ _ _ _ _ HP) as [a Ha].
  assert (E := Ha 1 1 Rlt_0_1 Rlt_0_1). rewrite slopes_exchanged in E by lra.
  rewrite (sum_pairs_ext d _ (fun _ _ => a)).
  - rewrite sum_pairs_const, <- E. field.
  - intros i j Hij. rewrite <- (Ha (s i) (s j)); [ring|apply Ho; lia|apply Ho; lia].
Qed.

Lemma attraction_decreases_weakly d s i j : orthant d s -> (i < d)%nat -> (j < d)%nat -> s j < s i ->
  attraction d s i <= attraction d s j.
Proof.
  intros Ho Hi Hj Hlt. assert (Hij : i <> j) by (intros ->; lra).
  assert (Hsi := Ho i Hi). assert (Hsj := Ho j Hj). unfold attraction.
  rewrite (sum_except_split2 d i j), (sum_except_split2 d j i) by auto.
  apply Rplus_le_compat; [apply slope_comparison; lra|].
  apply sum_le. intros l Hl. destruct (Nat.eqb l i), (Nat.eqb l j); try lra.
  apply Rlt_le, slope_decreases; auto.
Qed.

Lemma attraction_decreases d s i j :
  (3 <= d)%nat \/ (forall u, 0 < u -> Px 1 (exp (- u)) < Py 1 (exp (- u))) -> orthant d s ->
  (i < d)%nat -> (j < d)%nat -> s j < s i -> attraction d s i < attraction d s j.
Proof.
  intros Hs Ho Hi Hj Hlt. assert (Hij : i <> j) by (intros ->; lra).
  assert (Hsi := Ho i Hi). assert (Hsj := Ho j Hj). unfold attraction.
  rewrite (sum_except_split2 d i j), (sum_except_split2 d j i) by auto.
  assert (Hle : forall l, (l < d)%nat ->
    (if Nat.eqb l i then 0 else if Nat.eqb l j then 0 else Px (s i) (s l)) <=
    (if Nat.eqb l j then 0 else if Nat.eqb l i then 0 else Px (s j) (s l))).
  { intros l Hl. destruct (Nat.eqb l i), (Nat.eqb l j); try lra. apply Rlt_le, slope_decreases; auto. }
  destruct Hs as [Hd|Hs].
  - apply Rplus_le_lt_compat; [apply slope_comparison; lra|].
    destruct (third_index d i j Hd) as [l [Hl [H1 H2]]]. apply sum_lt; [exact Hle|].
    exists l. split; [exact Hl|]. apply Nat.eqb_neq in H1, H2. rewrite H1, H2.
    apply slope_decreases; auto.
  - apply Rplus_lt_le_compat; [apply slope_comparison_strict; auto|]. now apply sum_le.
Qed.

Lemma attraction_scalar d s i : 0 < s -> (i < d)%nat ->
  attraction d (scalar s) i = (INR d - 1) * (/ s * Px 1 1).
Proof.
  intros Hs Hi. unfold attraction, scalar. rewrite sum_except_const by assumption.
  destruct (slope_swap s s Hs Hs) as [-> _]. now replace (s / s) with 1 by (field; lra).
Qed.

Section Whole.

Variables (phi dphi psi dpsi ddpsi : R -> R) (w : R) (d : nat).
Hypothesis HE : spectral_rule_energy phi dphi psi dpsi ddpsi d.
Hypothesis (Hw : 0 < w) (Hd : (2 <= d)%nat).

Let HS := rule_energy_spectral phi dphi psi dpsi ddpsi d HE (Nat.lt_le_incl _ _ Hd).
Let F := spectral_minus_pairs phi psi w P d.

(** [dF/ds_i] *)
Definition force (s : vec) (i : nat) : R := dphi (trace psi d s) * dpsi (s i) - w * attraction d s i.

Lemma dot_force s v :
  dot d (force s) v = dphi (trace psi d s) * (\sum_(i < d) (dpsi (s i) * v i)) - w * dot d (attraction d s) v.
Proof.
  unfold dot, force. rewrite <- (sum_scal d (dphi _)), <- (sum_scal d w), <- sum_minus.
  apply sum_ext. intros; ring.
Qed.

Lemma is_derive_along s v t : orthant d (line s v t) ->
  is_derive (fun t => F (line s v t)) t (dot d (force (line s v t)) v).
Proof.
  intros Ho. rewrite dot_force. unfold F, spectral_minus_pairs. apply @is_derive_minus.
  - apply (is_derive_comp_R phi (fun t => trace psi d (line s v t))).
    + now apply (phi_derive _ _ _ _ _ HS).
    + now apply (is_derive_trace _ _ _ _ _ HS).
  - apply is_derive_scal. rewrite <- pairs_slope by assumption.
    exact (proj1 (pair_form_second_derivative _ _ _ _ _ _ HP d s v t Ho)).
Qed.

Lemma critical_iff s : orthant d s -> critical d F s <-> forall i, (i < d)%nat -> force s i = 0.
Proof.
  intros Ho. assert (D : forall i, (i < d)%nat ->
    is_derive (fun t => F (line s (unit_vector i) t)) 0 (force s i)).
  { intros i Hi. assert (H := is_derive_along s (unit_vector i) 0). rewrite line_0 in H.
    specialize (H Ho). unfold unit_vector at 2 in H. now rewrite dot_unit_vector in H. }
  split; intros H i Hi.
  - rewrite <- (is_derive_unique _ _ _ (D i Hi)). now apply is_derive_unique, H.
  - assert (E := D i Hi). now rewrite (H i Hi) in E.
Qed.

Lemma dphi_pos_if_critical s : orthant d s -> (forall i, (i < d)%nat -> force s i = 0) ->
  0 < dphi (trace psi d s).
Proof.
  intros Ho H. assert (E : dot d (force s) s = 0).
  { unfold dot. rewrite (sum_ext d _ (fun _ => 0)); [apply sum_zero|]. intros i Hi. rewrite H; [ring|exact Hi]. }
  rewrite dot_force, attraction_radial in E by assumption. assert (HdR := le_INR _ _ Hd). simpl in HdR.
  assert (Hf := attracting_force _ _ _ _ _ _ HA).
  assert (0 < w * (INR d * (INR d - 1) * Px 1 1))
    by (apply Rmult_lt_0_compat; [exact Hw|apply Rmult_lt_0_compat; [nra|exact Hf]]).
  destruct (phi_nondecreasing _ _ _ _ _ HS s Ho) as [|E0]; [assumption|]. rewrite <- E0 in E. lra.
Qed.

Lemma critical_on_diagonal s : strict_somewhere Px Py ddpsi d -> orthant d s -> critical d F s ->
  on_diagonal d s.
Proof.
  intros Hs Ho Hc0. assert (Hc := proj1 (critical_iff s Ho) Hc0). assert (Hp := dphi_pos_if_critical s Ho Hc).
  assert (Hlt : forall i j, (i < d)%nat -> (j < d)%nat -> ~ s j < s i).
  { intros i j Hi Hj Hlt. assert (Ei := Hc i Hi). assert (Ej := Hc j Hj). unfold force in Ei, Ej.
    assert (Hsj : 0 < s j <= s i) by (split; [now apply Ho|lra]).
    assert (Hpsi := psi_convex _ _ _ _ _ HS (s j) (s i) Hsj).
    apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hp)) in Hpsi.
    assert (Hweak := attraction_decreases_weakly d s i j Ho Hi Hj Hlt).
    apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hw)) in Hweak.
    assert (HK : (3 <= d)%nat \/ (forall u, 0 < u -> Px 1 (exp (- u)) < Py 1 (exp (- u))) ->
      w * attraction d s i < w * attraction d s j).
    { intros K. apply Rmult_lt_compat_l; [exact Hw|]. now apply attraction_decreases. }
    destruct Hs as [K|[K|K]]; [specialize (HK (or_introl K)); lra|specialize (HK (or_intror K)); lra|].
    assert (Hq : dpsi (s j) < dpsi (s i)).
    { apply (increasing_pos_strict dpsi ddpsi); [exact (rule_psi_slope _ _ _ _ _ _ HE)|exact K|].
      split; [apply Hsj|exact Hlt]. }
    apply (Rmult_lt_compat_l _ _ _ Hp) in Hq. lra. }
  intros i j Hi Hj. generalize (Hlt i j Hi Hj) (Hlt j i Hj Hi). lra.
Qed.

(** [R(s) = s phi'(d psi(s)) psi'(s)], and the level that it has to take. *)
Definition rule_balance (s : R) : R := s * dphi (INR d * psi s) * dpsi s.
Definition rule_level : R := w * (INR d - 1) * Px 1 1.

Lemma critical_scalar s : 0 < s -> critical d F (scalar s) <-> rule_balance s = rule_level.
Proof.
  intros Hs. rewrite (critical_iff _ (orthant_scalar d s Hs)).
  assert (E : forall i, (i < d)%nat -> force (scalar s) i = / s * (rule_balance s - rule_level)).
  { intros i Hi. unfold force, rule_balance, rule_level.
    rewrite trace_scalar, attraction_scalar by assumption. unfold scalar. field. lra. }
  assert (Hi := Rinv_0_lt_compat _ Hs). split.
  - intros H. specialize (H 0%nat ltac:(lia)). rewrite E in H by lia. apply Rmult_integral in H. lra.
  - intros H i Hid. rewrite E, H by assumption. ring.
Qed.

Lemma rule_balance_eq s : rule_balance s = balance dphi psi dpsi d s.
Proof. unfold rule_balance, balance. ring. Qed.

Lemma rule_level_pos : 0 < rule_level.
Proof.
  unfold rule_level. assert (HdR := le_INR _ _ Hd). simpl in HdR.
  apply Rmult_lt_0_compat; [|exact (attracting_force _ _ _ _ _ _ HA)]. apply Rmult_lt_0_compat; lra.
Qed.

(** Rule unique-equilibrium. *)
Theorem rule_unique_equilibrium (ddphi : R -> R) : strict_somewhere Px Py ddpsi d ->
  (exists s, 0 < s /\ rule_balance s = rule_level /\
     forall r, 0 < r -> rule_balance r = rule_level -> r = s) \/
  convex_rule_energy dphi ddphi psi dpsi d ->
  (forall s i, chamber d s -> (i < d)%nat -> ex_derive (fun t => F (line s (unit_vector i) t)) 0) /\
  exists sstar, 0 < sstar /\ chamber d (scalar sstar) /\ critical d F (scalar sstar) /\
    forall s, chamber d s -> critical d F s -> forall i, (i < d)%nat -> s i = sstar.
Proof.
  intros Hs Hc. split.
  { intros s i [Ho _] Hi. eexists. apply is_derive_along. now rewrite line_0. }
  assert (Hb : exists s, 0 < s /\ rule_balance s = rule_level /\
    forall r, 0 < r -> rule_balance r = rule_level -> r = s).
  { destruct Hc as [Hc|Hc]; [exact Hc|].
    destruct (Lemma_6_3 phi dphi psi dpsi d (rule_energy_convex _ _ _ _ _ _ _ HE ltac:(lia) Hc) _ rule_level_pos)
      as [s [Hs0 [E U]]]. exists s. split; [exact Hs0|]. split; [now rewrite rule_balance_eq|].
    intros r Hr Er. apply U; [exact Hr|]. now rewrite <- rule_balance_eq. }
  destruct Hb as [s0 [Hs0 [E U]]]. exists s0. split; [exact Hs0|]. split; [|split].
  - split; [now apply orthant_scalar|]. intros; unfold scalar; lra.
  - now apply critical_scalar.
  - intros s [Ho _] Hcrit i Hi. assert (Hdiag := critical_on_diagonal s Hs Ho Hcrit).
    apply U; [now apply Ho|]. apply critical_scalar; [now apply Ho|].
    apply (proj2 (critical_iff _ (orthant_scalar d _ (Ho i Hi)))). intros j Hj.
    rewrite <- (proj1 (critical_iff s Ho) Hcrit j Hj).
    unfold force, trace, attraction, scalar.
    rewrite (sum_ext d (fun _ => psi (s i)) (fun l => psi (s l)))
      by (intros l Hl; now rewrite (Hdiag l i)).
    rewrite (sum_except_ext d j (fun _ => Px (s i) (s i)) (fun l => Px (s j) (s l)))
      by (intros l Hl _; now rewrite (Hdiag l i), (Hdiag j i)).
    now rewrite (Hdiag j i).
Qed.

(** With [phi'' >= 0], and the sum over pairs concave on the chamber, a critical point is the minimum. *)
Theorem rule_unique_equilibrium_minimum (ddphi : R -> R) sstar :
  convex_rule_energy dphi ddphi psi dpsi d ->
  (forall s v, chamber d s -> pair_form Pxx Pxy Pyy d s v <= 0) ->
  0 < sstar -> critical d F (scalar sstar) -> forall s, chamber d s -> F (scalar sstar) <= F s.
Proof.
  intros Hc Hn Hs0 Hcrit s Hs. assert (HC := rule_energy_convex _ _ _ _ _ _ _ HE ltac:(lia) Hc).
  assert (Ho0 := orthant_scalar d sstar Hs0). set (v := fun i => s i - scalar sstar i).
  assert (Ho : forall t, 0 <= t <= 1 -> orthant d (line (scalar sstar) v t))
    by (intros; apply orthant_segment; [exact Ho0|now apply chamber_orthant|assumption]).
  assert (Hch : forall t, 0 <= t <= 1 -> chamber d (line (scalar sstar) v t)).
  { intros t Ht. split; [now apply Ho|]. intros i j Hij. destruct Hs as [_ Hs]. specialize (Hs i j Hij).
    unfold line, v, scalar. apply Rplus_le_compat_l, Rmult_le_compat_l; lra. }
  destruct (MVT_cor2 (fun t => F (line (scalar sstar) v t))
    (fun t => dot d (force (line (scalar sstar) v t)) v) 0 1 Rlt_0_1) as [c [Ec Hc']].
  { intros t Ht. apply is_derive_Reals, is_derive_along, Ho, Ht. }
  cbv beta in Ec. rewrite line_0 in Ec.
  assert (E1 : line (scalar sstar) v 1 = s) by apply line_segment_1. rewrite E1 in Ec.
  assert (E0 : dot d (force (scalar sstar)) v = 0).
  { unfold dot. rewrite (sum_ext d _ (fun _ => 0)); [apply sum_zero|]. intros i Hi.
    rewrite (proj1 (critical_iff _ Ho0) Hcrit i Hi). ring. }
  assert (He := energy_slope_increases _ _ _ _ _ HC (scalar sstar) v c (proj1 Hc')
    ltac:(intros; apply Ho; lra)). cbv beta zeta in He. rewrite line_0 in He.
  destruct (MVT_cor2 (fun t => \sum_(i < j < d) pair_slope Px Py (line (scalar sstar) v t i)
      (line (scalar sstar) v t j) (v i) (v j))
    (fun t => pair_form Pxx Pxy Pyy d (line (scalar sstar) v t) v) 0 c (proj1 Hc')) as [b [Eb Hb]].
  { intros t Ht. apply is_derive_Reals.
    apply (pair_form_second_derivative _ _ _ _ _ _ HP d (scalar sstar) v t). apply Ho. lra. }
  cbv beta in Eb. rewrite line_0 in Eb. unfold pair_slope in Eb.
  rewrite !pairs_slope in Eb by (exact Ho0 || (apply Ho; lra)).
  assert (Hnb := Hn _ v (Hch b ltac:(lra))).
  rewrite dot_force in Ec, E0.
  set (a0 := dot d (attraction d (scalar sstar)) v) in *.
  set (ac := dot d (attraction d (line (scalar sstar) v c)) v) in *.
  assert (Ha : ac <= a0).
  { enough (0 <= - pair_form Pxx Pxy Pyy d (line (scalar sstar) v b) v * (c - 0)) by lra.
    apply Rmult_le_pos; lra. }
  apply (Rmult_le_compat_l _ _ _ (Rlt_le _ _ Hw)) in Ha. lra.
Qed.

End Whole.

End Attracting.
