/**
 * The second factor of a sign-in: build one {@link io.github.mfa4j.Mfa} and call it from the pages of an application.
 *
 * <p>Start at {@link io.github.mfa4j.Mfa}. Each of its methods answers with a small sealed type that lists what can
 * happen; {@link io.github.mfa4j.Rejected} is the one way in which all of them say no.
 *
 * <p>What people live through, and the calls for it:
 *
 * <table>
 * <caption>Flows and calls</caption>
 * <thead>
 * <tr><th scope="col">flow</th><th scope="col">calls</th></tr>
 * </thead>
 * <tbody>
 * <tr><td>It is required from a date on</td><td>{@link io.github.mfa4j.MfaBuilder#enforcement}, then
 *     {@link io.github.mfa4j.Mfa#afterPassword(String)} at each sign-in</td></tr>
 * <tr><td>Shared accounts are ended</td><td>{@link io.github.mfa4j.Mfa#status} lists the devices;
 *     {@link io.github.mfa4j.spi.Enforcement#mayNotEnroll} forbids more</td></tr>
 * <tr><td>Setting up: prove the address, scan, type a code, save the backup codes</td><td>{@link
 *     io.github.mfa4j.Mfa#createEmailCode}, {@link io.github.mfa4j.Mfa#proveEmail}, {@link
 *     io.github.mfa4j.Mfa#enrollWithPermit} (or {@link io.github.mfa4j.Mfa#enroll(String, String)}), {@link
 *     io.github.mfa4j.Mfa#confirm}, {@link io.github.mfa4j.Mfa#activate}</td></tr>
 * <tr><td>Signing in</td><td>{@link io.github.mfa4j.Mfa#afterPassword(String)}, {@link io.github.mfa4j.Mfa#verify} or
 *     {@link io.github.mfa4j.Mfa#verifyAndTrustBrowser}</td></tr>
 * <tr><td>One more device, one less, another name</td><td>{@link io.github.mfa4j.MfaSettings#addDevice} and
 *     {@link io.github.mfa4j.Mfa#confirm}, {@link io.github.mfa4j.MfaSettings#removeDevice}, {@link
 *     io.github.mfa4j.Mfa#isName}, {@link io.github.mfa4j.MfaSettings#renameDevice}</td></tr>
 * <tr><td>A phone whose clock is off</td><td>{@link io.github.mfa4j.MfaSettings#resynchronizeDevice}</td></tr>
 * <tr><td>The phone is lost, the backup codes are there</td><td>{@link
 *     io.github.mfa4j.MfaRecovery#replaceLostDevices}, {@link io.github.mfa4j.Mfa#confirm}, {@link
 *     io.github.mfa4j.Mfa#activate}</td></tr>
 * <tr><td>Both are lost</td><td>{@link io.github.mfa4j.MfaRecovery#createRecoveryLink}, {@link
 *     io.github.mfa4j.MfaRecovery#redeemRecoveryLink}, {@link io.github.mfa4j.Mfa#enrollWithPermit}; or {@link
 *     io.github.mfa4j.MfaAdmin#reset}</td></tr>
 * <tr><td>Locked out</td><td>{@link io.github.mfa4j.MfaRecovery#createUnlockLink}, {@link
 *     io.github.mfa4j.MfaRecovery#redeemUnlockLink}; or {@link io.github.mfa4j.MfaAdmin#unlock}</td></tr>
 * <tr><td>New backup codes</td><td>{@link io.github.mfa4j.MfaSettings#reissueBackupCodes}, {@link
 *     io.github.mfa4j.Mfa#activate}</td></tr>
 * <tr><td>New backup codes without a code of today</td><td>{@link
 *     io.github.mfa4j.MfaSettings#reissueBackupCodesAfterFullReauthentication}, {@link io.github.mfa4j.Mfa#activate}</td></tr>
 * <tr><td>Switching off</td><td>{@link io.github.mfa4j.MfaSettings#disable}</td></tr>
 * <tr><td>An owner requires it of all</td><td>{@link io.github.mfa4j.MfaAdmin#mayRequire}</td></tr>
 * <tr><td>The settings page</td><td>{@link io.github.mfa4j.Mfa#status}</td></tr>
 * <tr><td>A browser is trusted no more</td><td>{@link io.github.mfa4j.MfaSettings#forgetBrowser}</td></tr>
 * <tr><td>The password was changed</td><td>{@link io.github.mfa4j.MfaSettings#forgetAllBrowsers}</td></tr>
 * <tr><td>Users come from another system</td><td>{@link
 *     io.github.mfa4j.MfaAdmin#importDevice(String, io.github.mfa4j.otp.OtpSecret, io.github.mfa4j.otp.TotpParameters,
 *     String, String)}; {@link io.github.mfa4j.otp.OtpAuthMigration} reads what the Google Authenticator app exports</td></tr>
 * <tr><td>A sealing key is exchanged</td><td>{@link io.github.mfa4j.MfaAdmin#reseal}</td></tr>
 * </tbody>
 * </table>
 *
 * <p>Package {@code io.github.mfa4j.otp} has the codes themselves and needs nothing from here; package
 * {@code io.github.mfa4j.spi} has what a host implements.
 */
@NullMarked
package io.github.mfa4j;

import org.jspecify.annotations.NullMarked;
