// Microsoft's own judges of Bot Framework's tokens: JwtTokenValidation, and BotFrameworkAuthentication, which took its place.
import {
  AuthenticationConfiguration, BotFrameworkAuthenticationFactory, ChannelValidation, GovernmentChannelValidation, JwtTokenValidation,
  PasswordServiceClientCredentialFactory, SimpleCredentialProvider,
} from 'botframework-connector';
import { serve } from './lines.mjs';

const verdict = async (judge) => {
  try {
    await judge();
    return { accepted: true };
  } catch (error) {
    return { accepted: false, why: error.message };
  }
};

serve({
  // Issuer, metadata and login of a cloud; the emulator's keys are the same, so that its tokens are judged by their claims.
  judge: ({ issuer, metadata, appId, tenant, activity, header }) => verdict(() => BotFrameworkAuthenticationFactory.create(
    '', true, 'https://login.microsoftonline.com/botframework.com', issuer, issuer, issuer, metadata, metadata, 'urn:botframework:azure',
    new PasswordServiceClientCredentialFactory(appId, 'secret', tenant), new AuthenticationConfiguration(),
  ).authenticateRequest(activity, header)),
  // The older way; it knows the public cloud and the government's.
  judgeOld: ({ government, metadata, appId, activity, header }) => {
    ChannelValidation.OpenIdMetadataEndpoint = GovernmentChannelValidation.OpenIdMetadataEndpoint = metadata;
    return verdict(() => JwtTokenValidation.authenticateRequest(
      activity, header, new SimpleCredentialProvider(appId, 'secret'), government ? 'https://botframework.azure.us' : ''));
  },
});
