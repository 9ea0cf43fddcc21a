(** * The Riemannian Hessian is the second derivative along geodesics

    The metric is flat in the coordinates [y] of Lemma 7.1, so its geodesics are the straight
    lines in [y].  Along them the second derivative of the entropy is the form of the Riemannian
    Hessian (5.1): an independent check of that definition.  With X-2: at every point of the closed
    chamber some geodesic has a positive second derivative, so the entropy is not concave on the
    Riemannian manifold (Theorem 1.10), and some geodesic has a negative one. *)

From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From DlnCert.theory Require Import Sums Definitions Hyperbolic Langevin Core Entropy Gradient
  Hessian Blocks Concavity Riemannian Flow.
Open Scope R_scope.

Definition geodesic (w nu : R) (s v : vec) (t : R) : vec :=
  fun i => unflat w nu (flat w nu (s i) + t * v i).

Section Geodesic.

Variables (w nu : R).
Hypothesis (Hw : 0 < w) (Hnu : 0 <= nu).

(** The values that the flat coordinate takes. *)
Definition in_range (y : R) : Prop := nu = 0 \/ 0 < y.

Lemma unflat_pos y : 0 < unflat w nu y.
Proof. unfold unflat. destruct (Req_EM_T nu 0); apply exp_pos. Qed.

Lemma flat_in_range x : 0 < x -> in_range (flat w nu x).
Proof.
  intros Hx. unfold in_range, flat. destruct (Req_EM_T nu 0) as [|Hn]; [now left|right].
  apply Rmult_lt_0_compat; [|apply Rpower_pos].
  apply Rdiv_lt_0_compat; [now apply sqrt_lt_R0|lra].
Qed.

Lemma flat_unflat y : in_range y -> flat w nu (unflat w nu y) = y.
Proof.
  intros Hy. assert (Hs := sqrt_lt_R0 w Hw). unfold flat, unflat.
  destruct (Req_EM_T nu 0) as [|Hn].
  - rewrite ln_exp. field. lra.
  - destruct Hy as [|Hy]; [easy|]. rewrite Rpower_mult, Rinv_l, Rpower_1 by
      (try assumption; apply Rdiv_lt_0_compat; nra). field. lra.
Qed.

Lemma is_derive_unflat_at y : in_range y ->
  is_derive (unflat w nu) y (/ flat' w nu (unflat w nu y)).
Proof.
  intros Hy. assert (H := is_derive_unflat w nu Hw (unflat w nu y) (unflat_pos y)).
  now rewrite flat_unflat in H.
Qed.

Lemma is_derive_inv_flat' x : 0 < x ->
  is_derive (fun x => / flat' w nu x) x ((1 - nu) / (x * flat' w nu x)).
Proof.
  intros Hx. assert (Hp := flat'_pos w nu Hw x). evar_last.
  - apply (is_derive_inv (flat' w nu)); [|lra].
    apply is_derive_scal. now apply is_derive_Rpower.
  - unfold flat' in *. field. repeat split; try lra.
    + apply Rgt_not_eq, Rpower_pos.
    + now apply Rgt_not_eq, sqrt_lt_R0.
Qed.

Variables (d : nat) (s v : vec).
Hypothesis Ho : orthant d s.

Let c := geodesic w nu s v.
Let c' (i : nat) : R := v i / flat' w nu (s i).

Lemma geodesic_0 i : (i < d)%nat -> c 0 i = s i.
Proof.
  intros Hi. unfold c, geodesic. rewrite Rmult_0_l, Rplus_0_r.
  now apply unflat_flat, Ho.
Qed.

Lemma geodesic_orthant t : orthant d (c t).
Proof. intros i _. apply unflat_pos. Qed.

Lemma locally_all (Q : nat -> R -> Prop) n :
  (forall i, (i < n)%nat -> locally 0 (Q i)) ->
  locally 0 (fun t => forall i, (i < n)%nat -> Q i t).
Proof.
  induction n as [|n IH]; intros H; [apply filter_forall; lia|].
  apply (filter_imp (fun t => (forall i, (i < n)%nat -> Q i t) /\ Q n t)).
  - intros t [H1 H2] i Hi. destruct (Nat.eq_dec i n) as [->|]; [assumption|apply H1; lia].
  - apply filter_and; [apply IH; auto|apply H; lia].
Qed.

Lemma locally_in_range :
  locally 0 (fun t => forall i, (i < d)%nat -> in_range (flat w nu (s i) + t * v i)).
Proof.
  apply locally_all. intros i Hi. destruct (flat_in_range (s i) (Ho i Hi)) as [E|Hy].
  - apply filter_forall. intros t. now left.
  - assert (Hc : continuous (fun t => flat w nu (s i) + t * v i) 0).
    { apply (@ex_derive_continuous R_AbsRing R_NormedModule). auto_derive. trivial. }
    apply (filter_imp (fun t => 0 < flat w nu (s i) + t * v i)); [intros; now right|].
    apply Hc. apply (open_gt 0). rewrite Rmult_0_l, Rplus_0_r. exact Hy.
Qed.

Lemma geodesic_velocity t :
  (forall i, (i < d)%nat -> in_range (flat w nu (s i) + t * v i)) ->
  is_velocity d c t (fun i => v i * / flat' w nu (c t i)).
Proof.
  intros H i Hi. unfold c, geodesic. evar_last.
  - apply (is_derive_comp_R (unflat w nu) (fun t => flat w nu (s i) + t * v i));
      [now apply is_derive_unflat_at, H|].
    auto_derive; [trivial|]. rewrite Rmult_1_l. reflexivity.
  - cbv beta. ring.
Qed.

Lemma geodesic_velocity_0 : is_velocity d c 0 c'.
Proof.
  intros i Hi. evar_last.
  - apply (geodesic_velocity 0); [|exact Hi]. intros j Hj.
    rewrite Rmult_0_l, Rplus_0_r. now apply flat_in_range, Ho.
  - cbv beta. now rewrite geodesic_0.
Qed.

Let slope_along (t : R) : R := dot d (gradient nu d (c t)) (fun i => v i * / flat' w nu (c t i)).

Lemma is_derive_slope_along :
  is_derive slope_along 0 (form d (entropy_riemannian_hessian d w nu s) c').
Proof.
  assert (Ho0 := geodesic_orthant 0). assert (Hv := geodesic_velocity_0).
  unfold slope_along, dot, form.
  apply (is_derive_sum d (fun i t => gradient nu d (c t) i * (v i * / flat' w nu (c t i)))
    (fun i _ => \sum_(j < d) (entropy_riemannian_hessian d w nu s i j * c' i * c' j))).
  intros i Hi. assert (Hs := Ho i Hi). assert (Hp := flat'_pos w nu Hw (s i)).
  assert (D1 := is_derive_gradient_curve nu d c 0 c' i Hi Ho0 Hv).
  assert (D2 := is_derive_scal (fun t => / flat' w nu (c t i)) 0 (v i) _
    (is_derive_comp_R (fun x => / flat' w nu x) (fun t => c t i) 0 _ _
      (is_derive_inv_flat' (c 0 i) (Ho0 i Hi)) (Hv i Hi))).
  evar_last; [exact (is_derive_mult_R _ _ _ _ _ D1 D2)|]. cbv beta.
  assert (E : forall F : vec -> R, (forall r, (forall l, (l < d)%nat -> r l = s l) -> F r = F s) ->
    F (c 0) = F s) by (intros F HF; apply HF; intros; now apply geodesic_0).
  assert (Eg : gradient nu d (c 0) i = gradient nu d s i).
  { apply (E (fun r => gradient nu d r i)). intros r Hr. unfold gradient.
    apply sum_except_ext. intros j Hj _. now rewrite !Hr. }
  assert (EH : forall j, (j < d)%nat -> hessian nu d (c 0) i j = hessian nu d s i j).
  { intros j Hj. apply (E (fun r => hessian nu d r i j)). intros r Hr. unfold hessian.
    destruct (Nat.eqb j i); [|now rewrite !Hr]. apply sum_except_ext. intros l Hl _.
    now rewrite !Hr. }
  rewrite Eg, !geodesic_0 by assumption.
  rewrite (sum_ext d (fun j => entropy_riemannian_hessian d w nu s i j * c' i * c' j)
    (fun j => c' i * (hessian nu d s i j * c' j)
      + (if Nat.eqb j i then (1 - nu) / s i * gradient nu d s i * (c' i)^2 else 0))).
  - rewrite sum_plus, sum_scal, (sum_single d i
      (fun j => if Nat.eqb j i then (1 - nu) / s i * gradient nu d s i * (c' i)^2 else 0) Hi),
      Nat.eqb_refl.
    + unfold dot. rewrite (sum_ext d (fun j => hessian nu d (c 0) i j * c' j)
        (fun j => hessian nu d s i j * c' j)) by (intros; now rewrite EH).
      assert (Ev : v i = c' i * flat' w nu (s i)) by (unfold c'; field; lra).
      rewrite Ev. generalize (c' i) (\sum_(j < d) (hessian nu d s i j * c' j)).
      intros a b. field. lra.
    + intros j _ Hj. apply Nat.eqb_neq in Hj. now rewrite Hj.
  - intros j Hj. unfold entropy_riemannian_hessian. rewrite Lemma_5_1 by (assumption || lra).
    destruct (Nat.eqb_spec j i) as [->|]; ring.
Qed.

(** The second derivative of the entropy along a geodesic with initial velocity [c']. *)
Theorem hessian_along_geodesic :
  is_derive_n (fun t => entropy nu d (geodesic w nu s v t)) 2 0
    (form d (entropy_riemannian_hessian d w nu s) (fun i => v i / flat' w nu (s i))).
Proof.
  simpl. apply (is_derive_ext_loc slope_along); [|exact is_derive_slope_along].
  apply (filter_imp (fun t => forall i, (i < d)%nat -> in_range (flat w nu (s i) + t * v i))).
  - intros t Ht. symmetry. apply is_derive_unique.
    apply is_derive_entropy_curve; [apply geodesic_orthant|now apply geodesic_velocity].
  - exact locally_in_range.
Qed.

End Geodesic.

(** The entropy is not concave along geodesics, and not convex either. *)
Theorem Theorem_1_10_geodesics nu d w s : 0 < nu <= 1/2 -> 0 < w -> (2 <= d)%nat -> chamber d s ->
  (exists v l, 0 < l /\ is_derive_n (fun t => entropy nu d (geodesic w nu s v t)) 2 0 l) /\
  (exists v l, l < 0 /\ is_derive_n (fun t => entropy nu d (geodesic w nu s v t)) 2 0 l).
Proof.
  intros Hn Hw Hd Hs.
  assert (K : forall x, is_derive_n (fun t => entropy nu d
    (geodesic w nu s (fun i => x i * flat' w nu (s i)) t)) 2 0
    (form d (entropy_riemannian_hessian d w nu s) x)).
  { intros x. assert (H := hessian_along_geodesic w nu Hw ltac:(lra) d s
      (fun i => x i * flat' w nu (s i)) (proj1 Hs)). cbv beta in H.
    rewrite (form_ext d _ _ x) in H; [exact H|].
    intros i _. field. apply Rgt_not_eq, flat'_pos, Hw. }
  destruct (X_2 nu d w s Hn Hw Hd Hs) as [[x Hx] [y Hy]]. split.
  - eexists. eexists. split; [exact Hy|apply K].
  - eexists. eexists. split; [exact Hx|apply K].
Qed.
